using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Broadsheet.Publishing.Records;

/// <summary>How single values stand in a record: always quoted, or plain where YAML allows it.</summary>
internal static partial class RecordScalar
{
    /// <summary>The one date form of the format: UTC, to the second.</summary>
    public const string StampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Appends a double-quoted value.</summary>
    public static void AppendQuoted(StringBuilder to, string value)
    {
        to.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                to.Append(c).Append(value[++i]);
            else
                AppendEscaped(to, c);
        }

        to.Append('"');
    }

    /// <summary>Appends a value plain, as the old system always did, or quoted where plain would not be read back as the same text.</summary>
    public static void AppendPlain(StringBuilder to, string value)
    {
        if (IsSafePlain(value))
            to.Append(value);
        else
            AppendQuoted(to, value);
    }

    /// <summary>Reads a value that may be plain or double-quoted; false when it is neither.</summary>
    public static bool TryReadPlain(ReadOnlySpan<char> text, out string value)
    {
        if (text.StartsWith('"'))
            return TryReadQuoted(text, out value);
        value = text.ToString();
        return text.Length > 0 && text[0] is not (' ' or '\t') && text[^1] is not (' ' or '\t');
    }

    /// <summary>Reads a double-quoted value, with all escapes of YAML 1.2 §5.7 that stand on one line.</summary>
    public static bool TryReadQuoted(ReadOnlySpan<char> text, out string value)
    {
        value = "";
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return false;
        text = text[1..^1];
        if (!text.ContainsAny('\\', '"'))
        {
            value = text.ToString();
            return true;
        }

        var plain = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            if (text[0] == '"')
                return false;
            if (text[0] != '\\')
            {
                var run = text.IndexOfAny('\\', '"');
                var length = run < 0 ? text.Length : run;
                plain.Append(text[..length]);
                text = text[length..];
            }
            else if (!TryReadEscape(ref text, plain))
            {
                return false;
            }
        }

        value = plain.ToString();
        return true;
    }

    private static bool TryReadEscape(ref ReadOnlySpan<char> text, StringBuilder to)
    {
        if (text.Length < 2)
            return false;
        var kind = text[1];
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (text.Length < 2 + digits || !int.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                return false;
            if (code is < 0 or > 0x10FFFF)
                return false;
            if (code > 0xFFFF)
                to.Append(char.ConvertFromUtf32(code));
            else
                to.Append((char)code);
            text = text[(2 + digits)..];
            return true;
        }

        var c = kind switch
        {
            '"' => '"', '\\' => '\\', '/' => '/', ' ' => ' ',
            'n' => '\n', 'r' => '\r', 't' => '\t', '\t' => '\t',
            '0' => '\0', 'a' => '\a', 'b' => '\b', 'e' => '\x1b', 'f' => '\f', 'v' => '\v',
            'N' => '\x85', '_' => '\xa0', 'L' => '\u2028', 'P' => '\u2029',
            _ => '\uFFFF',
        };
        to.Append(c);
        text = text[2..];
        return c != '\uFFFF';
    }

    private static void AppendEscaped(StringBuilder to, char c)
    {
        switch (c)
        {
            case '"': to.Append("\\\""); break;
            case '\\': to.Append("\\\\"); break;
            case '\n': to.Append("\\n"); break;
            case '\r': to.Append("\\r"); break;
            case '\t': to.Append("\\t"); break;
            // Ruby's YAML 1.1 takes these for line breaks, and would fold them.
            case '\x85': to.Append("\\N"); break;
            case '\u2028': to.Append("\\L"); break;
            case '\u2029': to.Append("\\P"); break;
            // Not allowed to stand in YAML at all.
            case < ' ' or (>= '\x7f' and < '\xa0'): to.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"); break;
            case '\uFEFF' or '\uFFFE' or '\uFFFF': to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"); break;
            // Half a character cannot be written as UTF-8.
            case >= '\uD800' and <= '\uDFFF': to.Append('\uFFFD'); break;
            default: to.Append(c); break;
        }
    }

    private static bool IsSafePlain(string value)
    {
        if (value.Length == 0 || value[0] == ' ' || value[^1] is ' ' or ':')
            return false;
        if ("-?:,[]{}#&*!|>'\"%@`=<.~".Contains(value[0], StringComparison.Ordinal))
            return false;
        foreach (var c in value)
        {
            if (c < ' ' || c is >= '\x7f' and < '\xa0' or '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE' || char.IsSurrogate(c))
                return false;
        }

        return !value.Contains(": ", StringComparison.Ordinal)
            && !value.Contains(" #", StringComparison.Ordinal)
            && !OtherThanText().IsMatch(value);
    }

    /// <summary>What YAML 1.1 or 1.2 would take for a number, a truth value, nothing or a date.</summary>
    [GeneratedRegex(@"\A(?:[-+]?[0-9][0-9_,.:]*(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F_]+|0o[0-7]+|0b[01_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?|(?i:y|yes|n|no|true|false|on|off|null))\z")]
    private static partial Regex OtherThanText();
}
