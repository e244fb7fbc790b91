using System.Text;

namespace Broadsheet.Publishing;

/// <summary>Makes text from outside fit for one line of ours.</summary>
public static class PlainText
{
    /// <summary>The text without controls that could break or reorder the line it stands in; white space is collapsed.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (!NeedsCleaning(text))
            return text;
        var clean = new StringBuilder(text.Length);
        var pendingSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                pendingSpace = clean.Length > 0;
                continue;
            }

            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair && IsNoCharacter(char.ConvertToUtf32(c, text[i + 1])))
            {
                i++;
                continue;
            }

            if (char.IsControl(c) || IsInvisibleControl(c) || IsNoCharacter(c))
                continue;
            if (pendingSpace)
                clean.Append(' ');
            pendingSpace = false;
            if (isPair)
                clean.Append(c).Append(text[++i]);
            else
                // Half a surrogate pair is no character; UTF-8 and XML refuse it.
                clean.Append(char.IsSurrogate(c) ? '\ufffd' : c);
        }

        return clean.ToString();
    }

    /// <summary>Whether the character only directs the order of others, or marks an encoding: embeddings, overrides and isolates (UAX #9), BOM.</summary>
    public static bool IsInvisibleControl(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' or '\u061c';

    /// <summary>The 66 code points that never stand for anything (Unicode 16, §23.7); to parsers of HTML they are errors.</summary>
    private static bool IsNoCharacter(int code) => code is >= 0xfdd0 and <= 0xfdef || (code & 0xfffe) == 0xfffe;

    private static bool NeedsCleaning(string text)
    {
        var afterSpace = true;
        foreach (var c in text)
        {
            if (c == ' ')
            {
                if (afterSpace)
                    return true;
                afterSpace = true;
                continue;
            }

            if (c < ' ' || c is >= '\u007f' and <= '\u00a0' || (c > '\u2000' && (char.IsWhiteSpace(c) || char.IsSurrogate(c) || IsInvisibleControl(c) || IsNoCharacter(c))) || c is '\u061c' or '\u1680')
                return true;
            afterSpace = false;
        }

        return afterSpace;
    }
}
