using System.Text;

namespace Broadsheet.Pages.Suffixes;

/// <summary>
/// The encoding of RFC 3492 for one label, without the mappings and refusals of <see cref="System.Globalization.IdnMapping"/>:
/// hosts in the wild break those rules and are reached all the same.
/// </summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    // Beyond the 63 characters a label may have in the DNS; the algorithm is quadratic in the length.
    private const int LongestLabel = 256;

    /// <summary>The label with <c>xn--</c> in front; an ASCII label as it is; null when it cannot be encoded.</summary>
    public static string? ToAscii(string label)
    {
        if (Ascii.IsValid(label))
            return label;
        if (label.Length > LongestLabel)
            return null;
        var runes = label.EnumerateRunes().ToArray();
        var output = new StringBuilder("xn--");
        foreach (var rune in runes)
        {
            if (rune.IsAscii)
                output.Append((char)rune.Value);
        }

        var basic = output.Length - 4;
        if (basic > 0)
            output.Append('-');
        var (n, delta, bias, handled) = (InitialN, 0, InitialBias, basic);
        while (handled < runes.Length)
        {
            var next = runes.Where(rune => rune.Value >= n).Min(rune => rune.Value);
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var rune in runes)
            {
                if (rune.Value < n)
                    delta++;
                if (rune.Value != n)
                    continue;
                AppendDelta(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            n++;
        }

        return output.ToString();
    }

    /// <summary>The label an <c>xn--</c> label stands for; any other label, and one that does not decode, as it is.</summary>
    public static string ToUnicode(string label)
    {
        if (label.Length > LongestLabel || !label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
            return label;
        var input = label.AsSpan(4);
        var runes = new List<Rune>();
        var dash = input.LastIndexOf('-');
        if (dash > 0)
        {
            foreach (var rune in input[..dash].EnumerateRunes())
                runes.Add(rune);
            input = input[(dash + 1)..];
        }

        long n = InitialN, i = 0;
        var bias = InitialBias;
        while (!input.IsEmpty)
        {
            var before = i;
            if (!ReadDelta(ref input, ref i, bias))
                return label;
            var count = runes.Count + 1;
            bias = Adapt((int)Math.Min(i - before, int.MaxValue), count, before == 0);
            n += i / count;
            i %= count;
            if (n > 0x10ffff || !Rune.TryCreate((int)n, out var rune))
                return label;
            runes.Insert((int)i++, rune);
        }

        return string.Concat(runes.Select(rune => rune.ToString()));
    }

    private static void AppendDelta(StringBuilder output, int delta, int bias)
    {
        var q = delta;
        for (var k = Base; ; k += Base)
        {
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (q < t)
                break;
            output.Append(Digit(t + ((q - t) % (Base - t))));
            q = (q - t) / (Base - t);
        }

        output.Append(Digit(q));
    }

    private static bool ReadDelta(ref ReadOnlySpan<char> input, ref long i, int bias)
    {
        long weight = 1;
        for (var k = Base; ; k += Base)
        {
            if (input.IsEmpty)
                return false;
            var digit = input[0] switch
            {
                >= '0' and <= '9' => input[0] - '0' + 26,
                >= 'a' and <= 'z' => input[0] - 'a',
                >= 'A' and <= 'Z' => input[0] - 'A',
                _ => -1,
            };
            if (digit < 0)
                return false;
            input = input[1..];
            i += digit * weight;
            var t = Math.Clamp(k - bias, TMin, TMax);
            if (digit < t)
                return true;
            weight *= Base - t;
            if (i > int.MaxValue || weight > int.MaxValue)
                return false;
        }
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
            delta /= Base - TMin;
        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }
}
