using System.Text;

namespace Broadsheet.Feeds.Encodings;

/// <summary>Guesses the encoding of text that states none and is not UTF-8, from how its high bytes sit beside one another.</summary>
internal static class LegacyGuess
{
    private static readonly (string Name, Func<ReadOnlySpan<byte>, double> Score)[] Candidates =
    [
        ("shift_jis", ScoreShiftJis),
        ("euc-jp", ScoreEucJp),
        ("euc-kr", bytes => ScoreEuc(bytes, 0xB0, 0xC8)),
        ("gb18030", bytes => ScoreEuc(bytes, 0xB0, 0xD7) * 0.95),
        ("big5", ScoreBig5),
        ("windows-1251", bytes => ScoreCyrillic(bytes, 0xE0, 0xFF)),
        ("koi8-r", bytes => ScoreCyrillic(bytes, 0xC0, 0xDF)),
    ];

    /// <summary>The likeliest encoding; windows-1252 when nothing is likely.</summary>
    public static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 64 * 1024)];
        var best = "windows-1252";
        // Less than nine in ten high bytes in place is no better than chance for Western text.
        var bestScore = 0.9;
        foreach (var (name, score) in Candidates)
        {
            var value = score(sample);
            if (value > bestScore)
                (best, bestScore) = (name, value);
        }

        return Encoding.GetEncoding(best);
    }

    // Cyrillic text is mostly lower-case letters in long runs; Western text has its high bytes one at a time.
    private static double ScoreCyrillic(ReadOnlySpan<byte> bytes, byte from, byte to)
    {
        var high = 0;
        var lower = 0;
        var joined = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            high++;
            if (bytes[i] >= from && bytes[i] <= to)
                lower++;
            if (i > 0 && bytes[i - 1] >= 0x80)
                joined++;
        }

        return high >= 6 && joined > high / 2 && lower > high * 0.7 ? 0.9 + (0.1 * lower / high) : 0;
    }

    private static double ScoreEuc(ReadOnlySpan<byte> bytes, byte commonFrom, byte commonTo)
    {
        var pairs = 0;
        var common = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            if (i + 1 >= bytes.Length || bytes[i] is < 0xA1 or 0xFF || bytes[i + 1] is < 0xA1 or 0xFF)
                return 0;
            pairs++;
            if (bytes[i] >= commonFrom && bytes[i] <= commonTo)
                common++;
            i++;
        }

        return pairs >= 4 ? 0.5 + (0.5 * common / pairs) : 0;
    }

    private static double ScoreEucJp(ReadOnlySpan<byte> bytes)
    {
        var pairs = 0;
        var kana = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            if (i + 1 >= bytes.Length || (bytes[i] is < 0xA1 or 0xFF && bytes[i] is not (0x8E or 0x8F)) || bytes[i + 1] < 0xA1)
                return 0;
            pairs++;
            if (bytes[i] is 0xA4 or 0xA5)
                kana++;
            i++;
        }

        return pairs >= 4 && kana > pairs / 5 ? 0.99 : 0;
    }

    private static double ScoreShiftJis(ReadOnlySpan<byte> bytes)
    {
        var pairs = 0;
        var kana = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b < 0x80 || b is >= 0xA1 and <= 0xDF)
                continue;
            if (b is 0x80 or 0xA0 or > 0xFC || i + 1 >= bytes.Length || bytes[i + 1] is < 0x40 or 0x7F or > 0xFC)
                return 0;
            pairs++;
            if (b is 0x82 or 0x83)
                kana++;
            i++;
        }

        return pairs >= 4 && kana > pairs / 5 ? 0.99 : 0;
    }

    private static double ScoreBig5(ReadOnlySpan<byte> bytes)
    {
        var pairs = 0;
        var low = 0;
        var common = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b < 0x80)
                continue;
            if (b is < 0xA1 or > 0xF9 || i + 1 >= bytes.Length || bytes[i + 1] is < 0x40 or (> 0x7E and < 0xA1) or 0xFF)
                return 0;
            pairs++;
            if (bytes[i + 1] < 0x7F)
                low++;
            if (b is >= 0xA4 and <= 0xC6)
                common++;
            i++;
        }

        // Half of Big5's trail bytes are ASCII; without any this is one of the EUC encodings.
        return pairs >= 4 && low > pairs / 8 ? 0.5 + (0.5 * common / pairs) : 0;
    }
}
