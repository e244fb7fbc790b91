using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;
using MimeKit;

namespace Broadsheet.Publishing.Mailing;

/// <summary>A site's newsletters and their readers. What the commands, the live server and the desk call. Read this first.</summary>
public sealed class Mailroom : IDisposable
{
    private const string LockName = "mail.lock";

    private readonly TimeProvider time;
    private volatile Rules rules;

    private Mailroom(SiteFolder site, MailStore store, TimeProvider time)
    {
        this.time = time;
        Store = store;
        rules = Rules.Of(site);
    }

    /// <summary>Readers, newsletters, and what was sent to whom.</summary>
    public MailStore Store { get; }

    /// <summary>When newsletters are due.</summary>
    public NewsletterCalendar Calendar => rules.Calendar;

    /// <summary>Whether a mail server and a sender are set.</summary>
    public bool CanSend => rules.Settings.CanMail;

    /// <summary>Whether a mail waits to be sent now.</summary>
    public bool HasDue => Store.Letters().Count > 0 || Store.NextDue(time.GetUtcNow()) is not null;

    /// <summary>Opens the mailroom of a site.</summary>
    /// <param name="site">A site folder without mistakes.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MailException">The store cannot be used.</exception>
    public static Mailroom Open(SiteFolder site, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new Mailroom(site, MailStore.Open(Path.Combine(site.StatePath, MailStore.FileName)), time);
    }

    /// <summary>Goes by the settings of the site as it is now.</summary>
    public void Follow(SiteFolder site) => rules = Rules.Of(site);

    /// <summary>The newsletter as it would be now; nothing is kept or sent.</summary>
    /// <param name="edition">The newspaper at the moment.</param>
    /// <returns>Null when there is too little to tell.</returns>
    public NewsletterPreview? Preview(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        if (Editor.Compose(edition, Calendar.DayOf(edition.At), Store.Told()).Newsletter is not { } newsletter)
            return null;
        return Print(newsletter);
    }

    /// <summary>Makes the newsletter of a day, files its record and lays a copy for each reader into the outbox. The second time in a day it is the same one.</summary>
    /// <param name="edition">The newspaper at the moment.</param>
    /// <param name="slot">The time of the schedule it is made for; null when someone wants it now.</param>
    public MakingResult Make(Edition edition, DateTimeOffset? slot)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var day = Calendar.DayOf(slot ?? edition.At);
        var draft = Editor.Compose(edition, day, Store.Told());
        var name = draft.Newsletter?.Name ?? Editor.NameOf(day, edition.Masthead);
        if (Store.Issue(name) is { } existing)
        {
            if (slot is { } dealt)
                Store.KeepSlot(dealt);
            // A crash may have come between keeping it and filing it.
            File(existing);
            return new MakingResult.Existing(existing);
        }

        if (draft.Newsletter is not { } newsletter)
        {
            if (slot is { } passed)
                Store.KeepSlot(passed);
            return new MakingResult.TooLittle();
        }

        Store.Begin(newsletter, draft.Told, slot);
        File(newsletter);
        return new MakingResult.Made(newsletter);
    }

    /// <summary>Sends what is due: letters and newsletters. One process of a site sends at a time.</summary>
    /// <exception cref="MailException">No mail server is set, or it does not let us in, or another process is sending.</exception>
    public async Task<MailReport> SendAsync(CancellationToken cancellation)
    {
        using var turn = TakeTurn();
        var round = new MailRound(Store, rules.Settings.Mail, Sender, Maker, OpenPostman, time);
        return await round.GoAsync(cancellation);
    }

    /// <summary>Sends a newsletter to one address, to look at it in a real mail program. Nothing is kept.</summary>
    /// <returns>The server's words; null when it did not take it.</returns>
    /// <exception cref="MailException">No mail server is set, or it does not take the mail.</exception>
    public async Task<string> SendTestAsync(Newsletter newsletter, ReaderAddress to, CancellationToken cancellation)
    {
        // Nobody has the number 0: its link leads to a page that says so.
        using var message = Maker.Issue(newsletter, 0, to);
        return await DeliverAsync(message, to, cancellation);
    }

    /// <summary>Sends a word about their account to somebody who works at the site. Nothing is kept.</summary>
    /// <exception cref="MailException">No mail server is set, or it does not take the mail.</exception>
    public async Task SendNoticeAsync(string subject, string text, ReaderAddress to, CancellationToken cancellation)
    {
        using var message = Maker.Notice(subject, text, to, time.GetUtcNow());
        await DeliverAsync(message, to, cancellation);
    }

    private async Task<string> DeliverAsync(MimeMessage message, ReaderAddress to, CancellationToken cancellation)
    {
        using var postman = OpenPostman();
        var delivery = await postman.DeliverAsync(message, Sender.ReturnPath, to, () => { }, cancellation);
        await postman.HangUpAsync();
        return delivery switch
        {
            Delivery.Accepted accepted => accepted.Reply,
            Delivery.Refused refused => throw new MailException($"The mail server refuses it: {refused.Reply}"),
            Delivery.Later later => throw new MailException($"The mail server may take it later: {later.Reply}"),
            Delivery.Unwelcome unwelcome => throw new MailException($"The mail server takes nothing from {Sender.ReturnPath}: {unwelcome.Reply}"),
            Delivery.Lost lost => throw new MailException(lost.Reason),
            _ => throw new InvalidOperationException(delivery.ToString()),
        };
    }

    /// <summary>A newsletter as it looks.</summary>
    public NewsletterPreview Print(Newsletter newsletter)
    {
        var printer = new NewsletterPrinter(rules.Theme);
        var links = new NewsletterLinks(null, SubscribeLink);
        return new NewsletterPreview(newsletter, printer.Html(newsletter, links), printer.Text(newsletter, links));
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    /// <summary>The list of all newsletters, as a page of the site.</summary>
    public ReadOnlyMemory<byte> ArchivePage(Edition edition) => rules.Pages.Archive(edition);

    /// <summary>A newsletter as a page of the site; null when there is none of that name.</summary>
    public ReadOnlyMemory<byte>? IssuePage(Edition edition, string name) => rules.Pages.Issue(edition, name);

    /// <summary>A page that answers a reader.</summary>
    public ReadOnlyMemory<byte> AnswerPage(Edition edition, ReaderAnswer answer) => rules.Pages.Answer(edition, answer);

    /// <summary>The reader who would confirm with a token; null when the token is not good, or the reader is gone.</summary>
    public Subscriber? ReaderToConfirm(string? token) =>
        Store.Tokens.Read(TokenPurpose.Confirm, token, time.GetUtcNow()) is { } id ? Store.Find(id) : null;

    /// <summary>A reader says that they want the newsletter. False when the token is not good.</summary>
    public bool Confirm(string? token) =>
        Store.Tokens.Read(TokenPurpose.Confirm, token, time.GetUtcNow()) is { } id && Store.Confirm(id, time.GetUtcNow()) is not null;

    /// <summary>Whether a token is one to leave with.</summary>
    public bool IsUnsubscribeToken(string? token) => Store.Tokens.Read(TokenPurpose.Unsubscribe, token, time.GetUtcNow()) is not null;

    /// <summary>A reader leaves. True also for one who left before or was erased; false when the token is not ours.</summary>
    public bool Unsubscribe(string? token)
    {
        if (Store.Tokens.Read(TokenPurpose.Unsubscribe, token, time.GetUtcNow()) is not { } id)
            return false;
        Store.Stop(id, SubscriberState.Unsubscribed, "The reader left.", time.GetUtcNow());
        return true;
    }

    private NewsletterEditor Editor => new(rules.Settings.Newsletter, rules.Theme);

    private Correspondent Sender => Correspondent.Of(rules.Settings.Newsletter, rules.Settings.Mail, rules.Site.Masthead);

    private MessageMaker Maker => new(Sender, Store.Tokens, rules.Site.Masthead, rules.Theme);

    private string? SubscribeLink => CanSend ? Sender.Server + NewsletterAddresses.Subscribe : null;

    private Postman OpenPostman()
    {
        if (rules.Settings.Mail.Host is not { Length: > 0 })
            throw new MailException("No mail server is set. Write 'mail:' and below it 'host: smtp.example.org'.");
        return new Postman(rules.Settings.Mail, MailPassword.Find(rules.Settings.Mail, rules.Site));
    }

    private void File(Newsletter newsletter)
    {
        var path = Path.Combine(rules.Site.Root, NewsletterRecord.PathOf(newsletter.Name));
        if (System.IO.File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".draft";
        System.IO.File.WriteAllBytes(draft, NewsletterRecord.Write(newsletter, Print(newsletter).Html));
        System.IO.File.Move(draft, path, overwrite: true);
    }

    /// <summary>The operating system gives the turn back when a process dies, however it dies.</summary>
    private FileStream TakeTurn()
    {
        try
        {
            return new FileStream(Path.Combine(rules.Site.StatePath, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new MailException("Another process of this site is sending. Wait until it has finished.", fault);
        }
    }

    private sealed record Rules(SiteFolder Site, PressSettings Settings, Theme Theme, NewsletterCalendar Calendar, NewsletterPages Pages)
    {
        public static Rules Of(SiteFolder site)
        {
            var settings = PressSettings.Read(site);
            var theme = Theme.Of(site, settings.Website);
            return new Rules(site, settings, theme, new NewsletterCalendar(settings.Newsletter, site.Masthead.TimeZone), new NewsletterPages(site, settings, theme));
        }
    }
}

/// <summary>A newsletter as it looks.</summary>
/// <param name="Newsletter">What is in it.</param>
/// <param name="Html">Its document, as UTF-8.</param>
/// <param name="Text">Its plain text.</param>
public sealed record NewsletterPreview(Newsletter Newsletter, byte[] Html, string Text);

/// <summary>What came of making a newsletter.</summary>
public abstract record MakingResult
{
    private MakingResult()
    {
    }

    /// <summary>It was made.</summary>
    public sealed record Made(Newsletter Newsletter) : MakingResult;

    /// <summary>The day had one already; that is it.</summary>
    public sealed record Existing(Newsletter Newsletter) : MakingResult;

    /// <summary>There is too little to tell; what there is waits for the next one.</summary>
    public sealed record TooLittle : MakingResult;
}
