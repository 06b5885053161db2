#!/usr/bin/perl
# Rewrites comments the way the rules want them; used by `scripts/check --fix`. Code is left to swift-format.
#
#   comments.pl FILE... <LINT
#
# LINT is what `swift format lint` printed. A documentation comment that it reports for its summary gets its first
# sentence as a paragraph of its own; paragraphs of comments with a line over 110 columns are filled again.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

my $columns = 110;
my %reported;
while (<STDIN>) {
    $reported{$1}{$2} = 1 if /^(.+?):(\d+):\d+: error: \[BeginDocumentationCommentWithOneLineSummary\]/;
}

for my $file (@ARGV) {
    open my $in, '<', $file or die "$file: $!\n";
    chomp(my @lines = <$in>);
    my $before = join "\n", @lines;
    split_summary(\@lines, $_ - 1) for sort { $b <=> $a } keys %{ $reported{$file} };
    @lines = fill(@lines);
    next if $before eq join "\n", @lines;
    open my $out, '>', $file or die "$file: $!\n";
    print $out "$_\n" for @lines;
    print "comments: $file\n";
}

# The comment above line `declaration` (from 0): its first sentence becomes the first paragraph.
sub split_summary {
    my ($lines, $declaration) = @_;
    my $first = $declaration;
    $first-- while $first > 0 && $lines->[ $first - 1 ] =~ m{^\s*///};
    my $end = $first;
    $end++ while $end < $declaration && $lines->[$end] =~ m{^\s*/// \S};
    return if $end == $first;
    my ($indent) = $lines->[$first] =~ m{^(\s*)};
    my $text = join ' ', map { m{^\s*/// (.*)$} } @$lines[ $first .. $end - 1 ];
    my ($summary, $rest) = $text =~ m{^(.*?[.!?])\s+(.+)$} or return;
    splice @$lines, $first, $end - $first, wrap($indent, $summary), "$indent///", wrap($indent, $rest);
}

# Paragraphs of plain comment text; lists, tables and code in comments are left as they are.
sub fill {
    my (@lines, @result) = @_;
    while (@lines) {
        my @paragraph;
        push @paragraph, shift @lines while @lines && $lines[0] =~ m{^\s*/// (?!```)[^\s\-*|\d]};
        if (grep { length > $columns } @paragraph) {
            my ($indent) = $paragraph[0] =~ m{^(\s*)};
            @paragraph = wrap($indent, join ' ', map { m{^\s*/// (.*)$} } @paragraph);
        }
        push @result, @paragraph ? @paragraph : shift @lines;
    }
    return @result;
}

sub wrap {
    my ($indent, $text) = @_;
    my @filled = ('');
    for my $word (split ' ', $text) {
        if ($filled[-1] eq '') { $filled[-1] = $word }
        elsif (length("$indent/// $filled[-1] $word") <= $columns) { $filled[-1] .= " $word" }
        else { push @filled, $word }
    }
    return map { "$indent/// $_" } @filled;
}
