#!/usr/bin/perl
# The rules about how the code is written that need no knowledge of the rooms. Used by scripts/check.
#
#   habits.pl FILE...
#
# Each finding is a line `[rule] file:line: what`. What stands in `scripts/check.d/accepted` is right as it is, with its
# reason. What stands in `scripts/check.d/owed` came before its rule: so many findings of a rule are let through, never
# more; whoever mends one lowers the number.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));
use FindBin;
require "$FindBin::Bin/reading.pl";

my $shortest_file = 25;
my %accepted = read_accepted('scripts/check.d/accepted');
my %owed = read_owed('scripts/check.d/owed');
my ($parameters, $unlabelled, %messages, %used, %found) = (0, 0);

for my $file (@ARGV) {
    next unless $file =~ m{^Sources/};
    open my $handle, '<', $file or die "$file: $!\n";
    my $text = do { local $/; <$handle> } // '';
    my ($code) = lex($text);
    check_length($file, $text);
    check_switches($file, $code);
    check_tries($file, $code, $text);
    check_comments($file, $text);
    check_folds($file, $code);
    check_masks($file, $text);
    check_file_calls($file, $code);
    count_parameters($code);
    note_messages($file, $code);
}
check_messages();
tell_findings();
printf "sizes: %d %% of %d parameters without a label\n", 100 * $unlabelled / $parameters, $parameters if $parameters;

# What is accepted: `RULE FILE REASON`, a line each, by rule and file; a FILE that ends with a slash is a folder.
sub read_accepted {
    my ($path) = @_;
    my %accepted;
    open my $handle, '<', $path or return;
    while (<$handle>) {
        next if /^#|^\s*$/;
        my ($rule, $file, $reason) = split ' ', $_, 3;
        finding('accepted', $path, $., 'needs a rule, a file and a reason') unless defined $reason && $reason =~ /\w+ \w+/;
        finding('accepted', $path, $., "$file is not there") unless defined $file && -e $file;
        $accepted{$rule}{$file} = 1;
    }
    return %accepted;
}

# How many findings of a rule are still to be mended: `RULE NUMBER`, a line each.
sub read_owed {
    my ($path) = @_;
    my %owed;
    open my $handle, '<', $path or return;
    while (<$handle>) { $owed{$1} = $2 if /^(\w+)\s+(\d+)\s*$/ }
    return %owed;
}

sub note {
    my ($rule, $file, $line, $what) = @_;
    my $names = $accepted{$rule} // {};
    return if grep { $_ eq $file || m{/$} && index($file, $_) == 0 } keys %$names;
    push @{ $found{$rule} }, [ $file, $line, $what ];
}

sub tell_findings {
    for my $rule (sort keys %found) {
        my @findings = @{ $found{$rule} };
        my $most = $owed{$rule} // 0;
        if (@findings > $most) { finding($rule, @$_) for @findings }
        printf "sizes: rule '%s': %d findings from before it, %d let through\n", $rule, scalar @findings, $most
            if $most;
    }
}

# A file is one idea of some size; a shorter one is part of its neighbour. Holds where a list of exceptions stands.
sub check_length {
    my ($file, $text) = @_;
    my $lines = ($text =~ tr/\n//);
    return if !-e 'scripts/check.d/accepted' || $lines >= $shortest_file;
    note('short', $file, 1, "$lines lines, fewer than $shortest_file: part of its neighbour, or accepted with a reason");
}

# Every `switch`: where its `default` stands, and its patterns.
sub switches {
    my ($code) = @_;
    my @found;
    while ($code =~ /\bswitch\b/g) {
        my ($depth, $default, @patterns) = (0, undef);
        my $place = $+[0];
        pos(my $rest = substr $code, $place) = 0;
        while ($rest =~ /([(\[{])|([)\]}])|(?<![\w.`])case\b([^\n]*(?:\n(?![^\n]*:)[^\n]*)*)|(?<![\w.`])(default)\s*:/g) {
            if (defined $1) { $depth++ }
            elsif (defined $2) { last if --$depth == 0 && $2 eq '}' }
            elsif (defined $3) {
                my ($pattern, $from) = ($3, $-[3]);
                push @patterns, $pattern =~ s/^\s+//r if $depth == 1;
                # What stands in the pattern counts for the depth as well.
                pos($rest) = $from;
            }
            else { $default = $place + $-[4] if $depth == 1 }
        }
        push @found, { default => $default, patterns => \@patterns };
    }
    return @found;
}

# A new case of an enum of our own must be met by every switch, so none of them may have a `default`. Patterns that all
# begin with a dot are cases of an enum; values, ranges and types are not.
sub check_switches {
    my ($file, $code) = @_;
    for my $switch (switches($code)) {
        my @patterns = @{ $switch->{patterns} };
        next unless defined $switch->{default} && @patterns && !grep { !/^(?:let\s+|var\s+)?\.[a-z`]/ } @patterns;
        note('default', $file, line_at($code, $switch->{default}), 'default in a switch over an enum');
    }
}

# What went wrong is thrown away only with a reason beside it: a comment on the line or right above.
sub check_tries {
    my ($file, $code, $text) = @_;
    my @lines = split /\n/, $text;
    while ($code =~ /\btry\?/g) {
        my $line = line_at($code, $-[0]);
        # Of a statement over several lines the comment stands above the first; the others are indented deeper.
        my $first = $line - 1;
        my $indent = sub { length(($lines[ $_[0] ] =~ /^(\s*)/)[0]) };
        $first-- while $first > 0 && $line - $first < 4 && $lines[ $first - 1 ] !~ m{^\s*//}
            && $indent->($first) > $indent->($first - 1);
        next if $lines[ $line - 1 ] =~ m{(?<!:)//} || ($first > 0 && $lines[ $first - 1 ] =~ m{^\s*//(?!/)});
        # A documentation comment right above a one-line declaration may carry it too.
        next if $line > 1 && $lines[ $line - 2 ] =~ m{^\s*///};
        note('try', $file, $line, 'try? without its reason in a comment');
    }
}

# A documentation comment that only says the name once more: `--host`., or the words of the name.
sub check_comments {
    my ($file, $text) = @_;
    my @lines = split /\n/, $text;
    for my $index (0 .. $#lines - 1) {
        next unless $lines[$index] =~ m{^\s*///\s*(.*?)\s*$} && $lines[ $index + 1 ] !~ m{^\s*///};
        my $comment = $1;
        next if $index > 0 && $lines[ $index - 1 ] =~ m{^\s*///};
        my ($name) = $lines[ $index + 1 ] =~ /\b(?:case|let|var|func|struct|enum|class|protocol|typealias|actor)\s+`?(\w+)/ or next;
        my %words = map { lc($_) => 1 } $name =~ /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;
        my @said = grep { !/^(?:the|a|an|of|its|this|is|and|or|to|in|for|option|whether|it)$/ } map { lc } $comment =~ /[\w']+/g;
        my $repeats = $comment =~ /^`--[^`]*`\.?$/ || @said && !grep { my $word = $_; !$words{$word} && !$words{ $word =~ s/s$//r } && !$words{"${word}s"} } @said;
        note('comment', $file, $index + 1, "says no more than the name '$name'") if $repeats;
    }
}

# What a call is, is folded in one room. A method that changes its value by an event is the form a fold has.
sub check_folds {
    my ($file, $code) = @_;
    return if $file =~ m{^Sources/CallModel/};
    while ($code =~ /\bmutating\s+func\s+(\w+)\s*\([^)]*:\s*(?:inout\s+)?((?:Noted<)?(?:TimedEvent|CallEvent|RecordedEvent|MatterEvent|CallbackEvent)\b>?)/g) {
        note('fold', $file, line_at($code, $-[0]), "'$1' takes in a $2: what a call is, only CallModel works out");
    }
}

# What is hidden is put together in one place: stars instead of characters are the form a masker has.
sub check_masks {
    my ($file, $text) = @_;
    my $line = 0;
    for (split /\n/, $text) {
        $line++;
        next if m{^\s*//};
        note('mask', $file, $line, 'puts stars in the place of something: there is one masker')
            if /"[^"]*\*{2,}[^"]*"|repeating:\s*"\*"/;
    }
}

# Every call of the system about files stands in the room Files, where its error number is taken up; a call elsewhere
# is one whose failure somebody has to remember.
sub check_file_calls {
    my ($file, $code) = @_;
    return if $file =~ m{^Sources/Files/};
    while ($code =~ /(?<![\w.])(Glibc\.(?:open|read|write|rename)|openat|pread|pwrite|fstat|lstat|fstatat|mkdir|mkdirat|unlink|unlinkat|renameat|fsync|fdatasync|flock|ftruncate|opendir|readdir|open(?=\s*\([^()\n]*\bO_[A-Z]))\s*\(/g) {
        note('file', $file, line_at($code, $-[0]), "calls $1 by itself: the room Files does");
    }
}

# How many parameters of functions and initialisers are called without a label.
sub count_parameters {
    my ($code) = @_;
    while ($code =~ /(?<![\w.`])(?:func\s+[^\s(<]+|init[?]?|subscript)\s*(?:<[^>]*>)?\(/g) {
        my ($depth, $start) = (1, 1);
        while ($code =~ /([(\[{])|([)\]}])|(,)|([A-Za-z_`]\w*`?)(?:\s+(\w+))?\s*:/g) {
            if (defined $1) { $depth++ }
            elsif (defined $2) { last if --$depth == 0 }
            elsif (defined $3) { $start = 1 if $depth == 1 }
            elsif ($depth == 1 && $start) {
                $parameters++;
                $unlabelled++ if $4 eq '_';
                $start = 0;
            }
        }
    }
}

# The messages of the Catalogue, and every name used with a dot in front of it.
sub note_messages {
    my ($file, $code) = @_;
    if ($file =~ m{^Sources/Catalogue/}) {
        while ($code =~ /\bstatic\s+(?:let|var|func)\s+`?(\w+)/g) { $messages{$1} //= [ $file, line_at($code, $-[0]) ] }
        $used{$1}++ while $code =~ /(?<![\w.`])(\w+)/g;
    }
    $used{$1} += 2 while $code =~ /\.\s*`?(\w+)/g;
}

# Declared once and written nowhere else: nobody says it.
sub check_messages {
    for my $name (sort keys %messages) {
        my ($file, $line) = @{ $messages{$name} };
        note('message', $file, $line, "'$name' is used nowhere") if ($used{$name} // 0) < 2;
    }
}
