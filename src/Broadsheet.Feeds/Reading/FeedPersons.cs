using System.Text.RegularExpressions;

namespace Broadsheet.Feeds.Reading;

/// <summary>Takes apart the one-line forms: <c>Name (mail)</c>, <c>mail (Name)</c>, <c>Name &lt;mail&gt;</c>, a mail or a name alone.</summary>
internal static partial class FeedPersons
{
    public static FeedPerson? Parse(string stated)
    {
        if (string.IsNullOrWhiteSpace(stated) || stated.Length > 500)
            return null;
        if (!stated.Contains('@', StringComparison.Ordinal))
            return new FeedPerson(stated, null, null, stated);
        var mail = Mail().Match(stated);
        if (!mail.Success)
            return new FeedPerson(stated, null, null, stated);
        var name = stated.Replace(mail.Value, "", StringComparison.Ordinal).Replace("()", "", StringComparison.Ordinal)
            .Replace("<>", "", StringComparison.Ordinal).Replace("&lt;&gt;", "", StringComparison.Ordinal)
            .Replace("mailto:", "", StringComparison.OrdinalIgnoreCase).Trim();
        if (name.StartsWith('(') && name.EndsWith(')'))
            name = name[1..^1].Trim();
        name = name.Trim('"', ',', ' ');
        return new FeedPerson(name.Length == 0 ? null : name, mail.Groups["mail"].Value, null, stated);
    }

    // One address, with the "?subject=" some write behind it. At most 500 characters are looked at, which bounds the work;
    // a limit in time would let a busy machine lose a feed.
    [GeneratedRegex(@"(?<mail>[A-Za-z0-9!#$%&'*+/=^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+)(\?subject=\S+)?", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Mail();
}
