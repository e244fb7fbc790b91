using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.Mailing;

/// <summary>
/// A reader's mail address. What is none of the letters an address is made of does not get in, so that nothing in one can end a header,
/// name a second recipient or change the order of the letters around it.
/// </summary>
public sealed record ReaderAddress
{
    // RFC 5321 §4.5.3.1: octets of the part before the @, and of a path without its brackets.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    // RFC 5322 §3.2.3, atext without letters and digits; the backquote and braces are left out, no provider gives them.
    private const string Marks = "!#$%&'*+-/=?^_~.";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    private ReaderAddress(string local, string domain)
    {
        Ascii = $"{local}@{domain}";
        Key = Ascii.ToLowerInvariant();
        Domain = domain;
        NeedsUtf8 = !System.Text.Ascii.IsValid(local);
    }

    /// <summary>The address as mail servers know it: the domain in lower case and ASCII (RFC 5891), the part before it as it was given.</summary>
    public string Ascii { get; }

    /// <summary>The domain, in lower case and ASCII.</summary>
    public string Domain { get; }

    /// <summary>Tells readers apart. No provider takes two that differ in capitals alone for two people.</summary>
    public string Key { get; }

    /// <summary>Whether only servers that know SMTPUTF8 (RFC 6531) can take mail for it.</summary>
    public bool NeedsUtf8 { get; }

    /// <summary>Reads an address such as <c>reader@example.org</c>; null when it is none.</summary>
    public static ReaderAddress? Parse(string? text)
    {
        if (text is null || text.Length > LongestAddress)
            return null;
        text = text.Trim(' ');
        if (!text.IsNormalized(NormalizationForm.FormC))
            text = text.IsNormalized() ? text : Normalized(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at != text.LastIndexOf('@'))
            return null;
        var local = text[..at];
        if (!IsLocalPart(local) || DomainOf(text[(at + 1)..]) is not { } domain)
            return null;
        return Encoding.UTF8.GetByteCount(local) <= LongestLocalPart && local.Length + 1 + domain.Length <= LongestAddress ? new ReaderAddress(local, domain) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Ascii;

    private static string Normalized(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair; the letters are looked at next.
            return text;
        }
    }

    private static bool IsLocalPart(string local)
    {
        // What begins with a sign is a formula to spreadsheets, and an option to programs.
        if (!(char.IsLetterOrDigit(local[0]) || local[0] is '_') || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var rune in local.EnumerateRunes())
        {
            var isSign = rune.Value < 128 && Marks.Contains((char)rune.Value, StringComparison.Ordinal);
            if (!(Rune.IsLetterOrDigit(rune) || isSign || IsMark(rune)))
                return false;
        }

        return true;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? DomainOf(string text)
    {
        // Without a table of scripts the mapping lets controls and signs through.
        if (!text.EnumerateRunes().All(rune => rune.Value is '-' or '.' || Rune.IsLetterOrDigit(rune) || IsMark(rune)))
            return null;
        try
        {
            var domain = Idn.GetAscii(text.TrimEnd('.')).ToLowerInvariant();
            // A name without a dot is a machine next door, and all digits at the end are a number of one.
            return domain.Contains('.', StringComparison.Ordinal) && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
                && !char.IsAsciiDigit(domain[domain.LastIndexOf('.') + 1])
                ? domain
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
