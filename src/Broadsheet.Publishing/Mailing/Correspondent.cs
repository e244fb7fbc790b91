using Broadsheet.Publishing.Newsletters;

namespace Broadsheet.Publishing.Mailing;

/// <summary>Who writes: the names, addresses and links of a site's mail.</summary>
internal sealed record Correspondent
{
    private Correspondent(ReaderAddress from, string name, ReaderAddress? replyTo, ReaderAddress returnPath, string server, string listId)
    {
        From = from;
        Name = name;
        ReplyTo = replyTo;
        ReturnPath = returnPath;
        Server = server;
        ListId = listId;
    }

    /// <summary>The sender.</summary>
    public ReaderAddress From { get; }

    /// <summary>The sender's name.</summary>
    public string Name { get; }

    /// <summary>Where answers go, when not to the sender.</summary>
    public ReaderAddress? ReplyTo { get; }

    /// <summary>Where mail comes back to that cannot be delivered.</summary>
    public ReaderAddress ReturnPath { get; }

    /// <summary>Where readers are answered; with a slash at the end.</summary>
    public string Server { get; }

    /// <summary>The list's lasting name (RFC 2919).</summary>
    public string ListId { get; }

    /// <summary>Of a site's settings.</summary>
    /// <exception cref="MailException">There is no sender.</exception>
    public static Correspondent Of(NewsletterOptions newsletter, MailOptions mail, Masthead masthead)
    {
        var from = ReaderAddress.Parse(newsletter.From)
            ?? throw new MailException("There is no address to send from. Write 'newsletter:' and below it 'from: news@example.org'.");
        var name = PlainText.Of(newsletter.FromName is { Length: > 0 } named ? named : masthead.Title);
        var replyTo = ReaderAddress.Parse(newsletter.ReplyTo) ?? ReaderAddress.Parse(masthead.Contact);
        var server = newsletter.ServerUrl is { Length: > 0 } elsewhere ? elsewhere.TrimEnd('/') + "/" : new SiteAddresses(masthead).Home;
        var stem = Slug.Of(newsletter.Name is { Length: > 0 } list ? list : masthead.Title);
        return new(from, name, replyTo, ReaderAddress.Parse(mail.ReturnPath) ?? from, WebAscii.Of(server), $"{(stem.Length == 0 ? "newsletter" : stem)}.{from.Domain}");
    }

    /// <summary>A link with a token.</summary>
    public string Link(string address, string token) => $"{Server}{address}?t={token}";
}

/// <summary>Addresses of pages in headers, which are ASCII.</summary>
internal static class WebAscii
{
    /// <summary>The address with its host in ASCII and all else escaped.</summary>
    public static string Of(string address) =>
        System.Text.Ascii.IsValid(address) || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? address
            : new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
}
