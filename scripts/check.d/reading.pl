# Reading Swift source as far as the rules need it; shared by the checks beside it.
use strict;
use warnings;

sub finding {
    my ($rule, $file, $line, $what) = @_;
    print "[$rule] $file:$line: $what\n";
}

# The text with comments and what stands in string literals blanked, and the literals as [line, text].
# Code inside \( ) in a literal stays code. Regex literals are not known.
sub lex {
    my ($text) = @_;
    my ($code, $string, @around, @strings) = ('', undef);
    my $skip = sub { my $blank = shift; $blank =~ s/[^\n]/ /g; $code .= $blank };
    pos($text) = 0;
    while (pos($text) < length $text) {
        if ($string) {
            my ($quote, $hashes) = @$string{qw(quote hashes)};
            if ($text =~ /\G\\$hashes\(/gc) {
                $code .= ' ' x (1 + length $hashes) . '(';
                push @around, { %$string, depth => 0 };
                $string = undef;
            }
            elsif ($text =~ /\G$quote$hashes/gc) {
                $code .= "$quote$hashes";
                push @strings, [ @$string{qw(line text)} ];
                $string = undef;
            }
            elsif ($text =~ /\G(\\$hashes.|.)/gcs) { $string->{text} .= $1; $skip->($1) }
        }
        elsif ($text =~ m{\G(//[^\n]*)}gc) { $skip->($1) }
        elsif ($text =~ m{\G/\*}gc) { $skip->('/*' . rest_of_comment(\$text)) }
        elsif ($text =~ /\G(`[^`\n]*`)/gc) { (my $name = $1) =~ s/[^`]/x/g; $code .= $name }
        elsif ($text =~ /\G(#*)("""|")/gc) {
            $string = { hashes => $1, quote => $2, line => 1 + ($code =~ tr/\n//), text => '' };
            $code .= "$1$2";
        }
        elsif ($text =~ /\G\(/gc) { $around[-1]{depth}++ if @around; $code .= '(' }
        elsif ($text =~ /\G\)/gc) {
            $string = pop @around if @around && $around[-1]{depth}-- == 0;
            $code .= ')';
        }
        elsif ($text =~ m{\G([^"/#`()]+|.)}gcs) { $code .= $1 }
    }
    return ($code, @strings);
}

# What follows `/*` up to its own `*/`; Swift's comments nest.
sub rest_of_comment {
    my ($text) = @_;
    my ($depth, $rest) = (1, '');
    while ($depth > 0 && $$text =~ m{\G(/\*|\*/|.)}gcs) {
        $rest .= $1;
        $depth += $1 eq '/*' ? 1 : $1 eq '*/' ? -1 : 0;
    }
    return $rest;
}

sub line_at {
    my ($code, $offset) = @_;
    return 1 + (substr($code, 0, $offset) =~ tr/\n//);
}

1;
