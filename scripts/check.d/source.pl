#!/usr/bin/perl
# The rules about Swift source that swift-format does not know. Used by scripts/check.
# Perl because every Debian system has it (perl-base is essential) and a shell cannot tell a comment from a string.
#
#   source.pl DESCRIPTION FILE...
#
# DESCRIPTION is what `swift package describe --type text` printed. Each finding is a line `[rule] file:line: what`;
# the last line gives the sizes.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));
use FindBin;
require "$FindBin::Bin/reading.pl";

my @pure = qw(PlainText Catalogue CallModel CallProtocol CallConsole CallReview CallDrill);
my %is_pure = map { $_ => 1 } @pure;
# The only Swift sources that may hold Chinese words: what the program says, and what it looks for in what is said
# to a caller. Data files are no Swift sources.
my @rooms_with_words = qw(Catalogue CallProtocol);
my %has_words = map { $_ => 1 } @rooms_with_words;
my ($longest_function, $longest_file, $longest_line) = (80, 600, 110);

# What reaches the world outside from a pure room.
my $outside = qr/
    (?<![\w.`]) (?: Date \s* \( | print \s* \( | debugPrint \s* \( | dump \s* \( | exit \s* \( | abort \s* \( | getenv \s* \(
    | open \s* \( | fopen \s* \( | readLine \s* \( | sleep \s* \( | FileManager \b | FileHandle \b | ProcessInfo \b
    | CommandLine \s* \. | ContinuousClock \b | SuspendingClock \b | Task \s* \. \s* sleep )
/x;
my $outside_module = qr/^(?:Glibc|Foundation\w*|Dispatch|CReadline|Musl|Synchronization)$/;

my (%dependencies, %target_in);
read_description(shift @ARGV);
my (@lengths, $files);

for my $file (@ARGV) {
    open my $handle, '<', $file or die "$file: $!\n";
    my $text = do { local $/; <$handle> } // '';
    my ($folder, $place, $room) = $file =~ m{^((Sources|Tests)/([^/]+))/} or next;
    $room = $target_in{$folder} // $room;
    $files++;
    my ($code, @strings) = lex($text);
    check_lines($file, $text);
    check_functions($file, $code, $place);
    check_imports($file, $code, $place, $room);
    next if $place eq 'Tests';
    check_pure($file, $code) if $is_pure{$room};
    check_forbidden($file, $code);
    check_words($file, $room, @strings);
}
@lengths = sort { $a <=> $b } @lengths;
printf "sizes: %d files, %d functions in Sources, median %d lines, longest %d\n", $files // 0, scalar @lengths,
    $lengths[@lengths / 2] // 0, $lengths[-1] // 0;

# Fills in the declared dependencies of every target and the target of every folder. Names are module names.
sub read_description {
    my ($path) = @_;
    open my $handle, '<', $path or die "$path: $!\n";
    my ($target, $inside);
    while (<$handle>) {
        if (/^    Name: (\S+)/) { ($target, $inside) = ($1 =~ tr/-/_/r, 0); $dependencies{$target} //= {} }
        elsif (/^    Path: (\S+)/) { $target_in{$1} = $target }
        elsif (/^    Target dependencies:/) { $inside = 1 }
        elsif ($inside && /^        (\S+)\s*$/) { $dependencies{$target}{ $1 =~ tr/-/_/r } = 1 }
        else { $inside = 0 }
    }
}

# Columns of comments only: swift-format breaks code, and a literal may be longer than a line.
sub check_lines {
    my ($file, $text) = @_;
    my @lines = split /\n/, $text;
    finding('sizes', $file, 1, @lines . " lines, at most $longest_file") if @lines > $longest_file;
    for my $index (0 .. $#lines) {
        next unless $lines[$index] =~ m{^\s*//};
        my $columns = length $lines[$index];
        finding('sizes', $file, $index + 1, "$columns columns, at most $longest_line") if $columns > $longest_line;
    }
}

sub check_functions {
    my ($file, $code, $place) = @_;
    while ($code =~ /(?<![\w.`])(?:func\b|init\s*[?(<]|deinit\b|subscript\s*[(<]|var\s+\w+\s*:[^={}\n]+(?=\{))/g) {
        my ($start, $is_property) = ($-[0], substr($code, $-[0], 3) eq 'var');
        my $end = body_end($code, $start + 3) or next;
        my $first = line_at($code, $start);
        my $length = line_at($code, $end) - $first + 1;
        push @lengths, $length if $place eq 'Sources' && !$is_property;
        finding('sizes', $file, $first, "a function of $length lines, at most $longest_function")
            if $length > $longest_function;
    }
}

# Where the body of the declaration at `offset` ends; nothing when it has none (a protocol's requirement).
sub body_end {
    my ($code, $offset) = @_;
    my ($round, $curly) = (0, 0);
    pos($code) = $offset;
    while ($code =~ /([()\[\]{}])|\n\s*(?:\@\w+\s+)*(?:static\s+|mutating\s+)*(?:func|var|let|case|associatedtype|init)\b/g) {
        my $mark = $1;
        if (!defined $mark) { return if $round == 0 && $curly == 0; next }
        if ($mark =~ /[(\[]/) { $round++ }
        elsif ($mark =~ /[)\]]/) { $round-- }
        elsif ($round > 0) { next }
        elsif ($mark eq '{') { $curly++ }
        elsif (--$curly < 0) { return }
        elsif ($curly == 0) { return $-[0] }
    }
    return;
}

sub check_imports {
    my ($file, $code, $place, $room) = @_;
    my $kinds = qr/(?:struct|class|enum|protocol|typealias|func|let|var)\s+/;
    while ($code =~ /^[ \t]*(?:\@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:$kinds)?(\w+)/mg) {
        my ($module, $line) = ($1, line_at($code, $-[1]));
        if (exists $dependencies{$module}) {
            finding('imports', $file, $line, "imports $module, which Package.swift does not give to $room")
                unless $dependencies{$room}{$module};
        }
        elsif ($place eq 'Sources' && $module =~ /^Foundation/) {
            finding('imports', $file, $line, "imports $module: too slow to start with and too large");
        }
        elsif ($place eq 'Sources' && $is_pure{$room} && $module =~ $outside_module) {
            finding('pure', $file, $line, "imports $module in a pure room");
        }
    }
}

sub check_pure {
    my ($file, $code) = @_;
    while ($code =~ /($outside)/g) {
        my ($call, $offset) = ($1, $-[1]);
        $call =~ s/\s*[(.]$//;
        # A function of the file's own may have the name.
        next if $code =~ /\bfunc\s+\Q$call\E\b/;
        finding('pure', $file, line_at($code, $offset), "$call in a pure room");
    }
}

sub check_forbidden {
    my ($file, $code) = @_;
    my %patterns = (
        'try!' => qr/\btry!/,
        'as!' => qr/\bas!/,
        'a forced unwrap' => qr/(?<!\btry)(?<!\bas)[\w)\]}"`]!(?![=\w])/,
        'fatalError' => qr/(?<![\w.])fatalError\s*\(/,
    );
    for my $what (sort keys %patterns) {
        finding('forbidden', $file, line_at($code, $-[0]), $what) while $code =~ /$patterns{$what}/g;
    }
}

sub check_words {
    my ($file, $room, @strings) = @_;
    return if $has_words{$room};
    for my $string (@strings) {
        my ($line, $text) = @$string;
        # Full-width marks alone are something to compare keys with, not something to read.
        next unless $text =~ /[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}]/
            || $text =~ /[\x{3001}-\x{303F}\x{FF01}-\x{FF5E}]/ && $text =~ /[A-Za-z0-9]/;
        finding('words', $file, $line, 'Chinese words; they belong in Sources/Catalogue');
    }
}
