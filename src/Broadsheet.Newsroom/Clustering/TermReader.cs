using System.Globalization;

namespace Broadsheet.Clustering;

/// <summary>
/// Cuts text in any script into terms: words in lower case without accents, possessives and dots ("U.S." is "us"), numbers
/// with their decimals but not their thousands marks, and pairs of characters in scripts that write no spaces.
/// </summary>
internal ref struct TermReader(ReadOnlySpan<char> text, string language)
{
    /// <summary>Longer words are cut: nobody writes them, and hostile feeds must not fill the lexicon.</summary>
    private const int LongestWord = 40;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _elides = language is "fr" or "it" or "ca";
    private WordBuffer _word;
    private int _at;
    private int _pairStart = -1;
    private int _length;
    private ulong _hash;

    /// <summary>Hash of the stem of the term last read. Not part of the term, since most terms are known by the word itself.</summary>
    public ulong Stem() => _length == 0 ? _hash : Hash(_word[..Stemmer.Stem(_word[.._length], language)]);

    /// <summary>Reads the next term: its word, and where in the text that stands.</summary>
    public bool Read(out Term term)
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c > 127 && IsUnspaced(c))
            {
                if (ReadPair(out term))
                    return true;
                continue;
            }

            if (!IsWordPart(c))
            {
                _at++;
                continue;
            }

            var start = _at;
            var length = ReadWord();
            if (length > 1 || char.IsAsciiDigit(_word[0]))
            {
                _length = length;
                term = new Term(Hash(_word[..length]), start, _at - start);
                return true;
            }
        }

        term = default;
        return false;
    }

    /// <summary>Two neighbours in a script without spaces; a lone character stands for itself.</summary>
    private bool ReadPair(out Term term)
    {
        var next = _at + 1 < _text.Length && IsUnspaced(_text[_at + 1]);
        var alone = !next && _pairStart != _at;
        var start = _at++;
        if (!next && !alone)
        {
            term = default;
            return false;
        }

        if (next)
            _pairStart = _at;
        var length = next ? 2 : 1;
        // A pair has no ending to take off.
        (_length, _hash) = (0, Hash(_text.Slice(start, length)));
        term = new Term(_hash, start, length);
        return true;
    }

    private int ReadWord()
    {
        var length = 0;
        var sinceDot = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c < 128 ? Ascii[c] != 0 : IsWordPart(c))
            {
                if (c > 127 && IsUnspaced(c))
                    break;
                if (length < LongestWord && (c < 128 || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
                    _word[length++] = Fold(c);
                sinceDot++;
                continue;
            }

            if (c is ' ')
                break;

            var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
            if (c is '\'' or '’' or 'ʼ')
            {
                if (_elides || !char.IsLetter(next))
                    break;
                if (next is 's' or 'S' && !(_at + 2 < _text.Length && IsWordPart(_text[_at + 2])))
                {
                    _at += 2;
                    break;
                }
            }
            else if (c == '.' && char.IsAsciiDigit(next) && length > 0 && char.IsAsciiDigit(_word[length - 1]) && length < LongestWord)
            {
                _word[length++] = '.';
            }
            else if (c == '.' && sinceDot == 1 && (char.IsLetter(next) || length > 1))
            {
                sinceDot = 0;
            }
            else if (!(c == ',' && char.IsAsciiDigit(next) && length > 0 && char.IsAsciiDigit(_word[length - 1])))
            {
                break;
            }
        }

        return length;
    }

    private static bool IsWordPart(char c) => c < 128
        ? Ascii[c] != 0
        : char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Scripts written without spaces, and Hangul, whose words carry their particles with them.</summary>
    private static bool IsUnspaced(char c) => c is
        (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or
        (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF')
        and not '\u30FB';

    private static char Fold(char c)
    {
        if (c < 128)
            return (char)Ascii[c];
        c = char.ToLowerInvariant(c);
        return c is >= 'à' and <= 'ſ' ? Unaccented[c - 'à'] : c;
    }

    /// <summary>ASCII letters in lower case and digits; 0 for what parts words. Nearly all text is read through it.</summary>
    private static ReadOnlySpan<byte> Ascii =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 0, 0, 0, 0, 0, 0,
        0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
        112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 0, 0, 0, 0, 0,
        0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
        112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 0, 0, 0, 0, 0,
    ];

    /// <summary>Base letters of U+00E0 to U+017F; publishers drop accents as they please.</summary>
    private const string Unaccented =
        "aaaaaaaceeeeiiii" + "dnooooo ouuuuyty" +
        "aaaaaaccccccccdd" + "ddeeeeeeeeeegggg" + "gggghhhhiiiiiiii" + "iiiijjkkklllllll" + "lllnnnnnnnnnoooo" + "oooorrrrrrssssss" +
        "ssttttttuuuuuuuu" + "uuuuwwyyyzzzzzzs";

    /// <summary>FNV-1a over UTF-16, finished so that all bits depend on all letters. Kept in the state, so it may never change.</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037;
        foreach (var c in word)
            hash = (hash ^ c) * 1099511628211;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }

    [System.Runtime.CompilerServices.InlineArray(LongestWord + 1)]
    private struct WordBuffer
    {
        private char _first;
    }
}

/// <summary>A term in a text.</summary>
/// <param name="Word">Hash of the word as written, folded.</param>
/// <param name="Start">Where the word starts.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct Term(ulong Word, int Start, int Length);
