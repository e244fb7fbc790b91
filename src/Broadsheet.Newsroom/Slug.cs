using System.Text;

namespace Broadsheet;

/// <summary>Makes the part of a path that people can read: lower-case ASCII letters, digits and single dashes.</summary>
public static class Slug
{
    /// <summary>
    /// The old system cut here, counting dashes before they are joined and colons before they are dropped; its longest kept slug has
    /// 144 characters. File systems and mail programs would bear more.
    /// </summary>
    private const int Cap = 145;

    /// <summary>
    /// The slug of a title (record format, section 2): marks fall off letters, white space becomes a dash, all else vanishes without
    /// a trace (<c>Biden’s</c> → <c>bidens</c>). Letters that are no letter with a mark are spelt out (<c>ß</c> → <c>ss</c>).
    /// Empty when the title has neither letters nor digits of the Latin script.
    /// </summary>
    public static string Of(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var wide = new StringBuilder(title.Length);
        foreach (var c in title)
            Append(wide, c);
        CutToWords(wide);
        return JoinDashes(wide);
    }

    private static void Append(StringBuilder to, char c)
    {
        var letter = char.ToLowerInvariant(Diacritics.Without(c));
        if (letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or ':')
            to.Append(letter);
        else if (char.IsWhiteSpace(letter))
            to.Append('-');
        else
            to.Append(SpellOut(letter));
    }

    private static string SpellOut(char letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ð' or 'đ' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        _ => "",
    };

    private static void CutToWords(StringBuilder wide)
    {
        if (wide.Length <= Cap)
            return;
        var end = Cap;
        while (end > 0 && wide[end] != '-')
            end--;
        // A single word longer than the cap is cut inside.
        wide.Length = end > 0 ? end : Cap;
    }

    private static string JoinDashes(StringBuilder wide)
    {
        var slug = new StringBuilder(wide.Length);
        for (var i = 0; i < wide.Length; i++)
        {
            var c = wide[i];
            if (c != ':' && (c != '-' || (slug.Length > 0 && slug[^1] != '-')))
                slug.Append(c);
        }

        if (slug.Length > 0 && slug[^1] == '-')
            slug.Length--;
        return slug.ToString();
    }
}
