using System.Globalization;
using System.Text;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using MimeKit;

namespace Broadsheet.Publishing.Mailing;

/// <summary>Makes mails: headers, plain text and HTML, for one reader.</summary>
internal sealed class MessageMaker
{
    private readonly Correspondent sender;
    private readonly MailTokens tokens;
    private readonly NewsletterPrinter printer;
    private readonly ThemeStrings strings;
    private readonly Masthead masthead;

    public MessageMaker(Correspondent sender, MailTokens tokens, Masthead masthead, Theme theme)
    {
        this.sender = sender;
        this.tokens = tokens;
        this.masthead = masthead;
        printer = new NewsletterPrinter(theme);
        strings = new ThemeStrings(theme, masthead.Locale);
    }

    /// <summary>A newsletter for a reader. Made again, it is the same to the byte.</summary>
    public MimeMessage Issue(Newsletter newsletter, long subscriber, ReaderAddress to)
    {
        var leave = sender.Link(NewsletterAddresses.Unsubscribe, tokens.Make(TokenPurpose.Unsubscribe, subscriber, null));
        var links = new NewsletterLinks(leave, null);
        var message = Draft(to, newsletter.Subject, newsletter.At, newsletter.Name, subscriber);
        message.Headers.Add(HeaderId.ListArchive, $"<{WebAscii.Of(newsletter.Site.Archive)}>");
        AddUnsubscribe(message, leave);
        message.Body = Body(
            message.MessageId!,
            printer.Text(newsletter, links),
            Encoding.UTF8.GetString(printer.Html(newsletter, links)),
            newsletter.Site.Language);
        return message;
    }

    /// <summary>The letter that asks whether it was the owner of the address who asked for the newsletter, or tells them that they have it already.</summary>
    public MimeMessage Letter(Letter letter, ReaderAddress to, DateTimeOffset at, TimeSpan validity)
    {
        var site = PlainText.Of(masthead.Title);
        var kind = letter.IsAlready ? "already" : "confirm";
        var link = letter.IsAlready
            ? sender.Link(NewsletterAddresses.Unsubscribe, tokens.Make(TokenPurpose.Unsubscribe, letter.Subscriber, null))
            : sender.Link(NewsletterAddresses.Confirm, tokens.Make(TokenPurpose.Confirm, letter.Subscriber, at + validity));
        var mailing = string.Create(CultureInfo.InvariantCulture, $"{kind}-{letter.Number}-{at.ToUnixTimeSeconds()}");
        var message = Draft(to, Say($"newsletter.{kind}.subject", site), at, mailing, letter.Subscriber);
        var text = $"{Say($"newsletter.{kind}.text", site)}\n\n{link}\n\n{Say($"newsletter.{kind}.foot", site)}\n\n-- \n{site}\n{WebAscii.Of(new SiteAddresses(masthead).Home)}\n";
        message.Body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        ((TextPart)message.Body).SetText(Encoding.UTF8, NewsletterText.Wrapped(text));
        return message;
    }

    /// <summary>A word to somebody who works at the site, about their account. It belongs to no list.</summary>
    public MimeMessage Notice(string subject, string text, ReaderAddress to, DateTimeOffset at)
    {
        var message = Draft(to, subject, at, string.Create(CultureInfo.InvariantCulture, $"notice-{at.ToUnixTimeMilliseconds()}"), 0);
        message.Headers.Remove(HeaderId.ListId);
        message.Body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        ((TextPart)message.Body).SetText(Encoding.UTF8, NewsletterText.Wrapped(text));
        return message;
    }

    private static void AddUnsubscribe(MimeMessage message, string leave)
    {
        // RFC 8058: the pair makes mail programs offer a button that posts, and never follows the link.
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{leave}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
    }

    private static MultipartAlternative Body(string messageId, string text, string html, string language)
    {
        var plain = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        plain.SetText(Encoding.UTF8, text);
        var rich = new TextPart("html") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        rich.SetText(Encoding.UTF8, html);
        // Random by default; derived, so that the same mail is the same bytes. "=_" cannot stand in quoted-printable (RFC 2045 §6.7).
        var body = new MultipartAlternative(plain, rich) { Boundary = "=_" + new Fingerprint().Add(messageId) };
        if (language.Length > 0 && Ascii.IsValid(language))
            body.Headers.Add("Content-Language", language);
        return body;
    }

    private MimeMessage Draft(ReaderAddress to, string subject, DateTimeOffset at, string mailing, long subscriber)
    {
        var message = new MimeMessage();
        message.Headers.Clear();
        message.Headers.Add(HeaderText.Of(HeaderId.From, sender.Name, sender.From));
        message.To.Add(new MailboxAddress(null, to.Ascii));
        if (sender.ReplyTo is { } reply)
            message.ReplyTo.Add(new MailboxAddress(null, reply.Ascii));
        message.Headers.Add(HeaderText.Of(HeaderId.Subject, PlainText.Of(subject), null));
        message.Date = at.ToUniversalTime();
        message.MessageId = tokens.MessageId(mailing, subscriber, sender.From.Domain);
        message.Headers.Add(HeaderId.ListId, $"<{sender.ListId}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.MimeVersion = new Version(1, 0);
        return message;
    }

    private string Say(string key, string site) => strings[key].Replace("{x}", site, StringComparison.Ordinal);
}
