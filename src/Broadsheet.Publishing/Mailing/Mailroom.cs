using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

namespace Broadsheet.Publishing.Mailing;

/// <summary>A site's newsletters and their readers. What the commands, the live server and the desk call. Read this first.</summary>
public sealed class Mailroom : IDisposable
{
    private const string LockName = "mail.lock";

    private readonly SiteFolder site;
    private readonly NewsletterOptions options;
    private readonly MailOptions mail;
    private readonly Theme theme;
    private readonly TimeProvider time;

    private Mailroom(SiteFolder site, PressSettings settings, MailStore store, TimeProvider time)
    {
        this.site = site;
        this.time = time;
        options = settings.Newsletter;
        mail = settings.Mail;
        Store = store;
        theme = Theme.Of(site, settings.Website);
        Calendar = new NewsletterCalendar(options, site.Masthead.TimeZone);
    }

    /// <summary>Readers, newsletters, and what was sent to whom.</summary>
    public MailStore Store { get; }

    /// <summary>When newsletters are due.</summary>
    public NewsletterCalendar Calendar { get; }

    /// <summary>Whether a mail server is set.</summary>
    public bool CanSend => mail.Host is { Length: > 0 };

    /// <summary>Opens the mailroom of a site.</summary>
    /// <param name="site">A site folder without mistakes.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MailException">The store cannot be used.</exception>
    public static Mailroom Open(SiteFolder site, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new Mailroom(site, PressSettings.Read(site), MailStore.Open(Path.Combine(site.StatePath, MailStore.FileName)), time);
    }

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
        var round = new MailRound(Store, mail, Sender, Maker, OpenPostman, time);
        return await round.GoAsync(cancellation);
    }

    /// <summary>Sends a newsletter to one address, to look at it in a real mail program. Nothing is kept.</summary>
    /// <returns>The server's words; null when it did not take it.</returns>
    /// <exception cref="MailException">No mail server is set, or it does not take the mail.</exception>
    public async Task<string> SendTestAsync(Newsletter newsletter, ReaderAddress to, CancellationToken cancellation)
    {
        using var postman = OpenPostman();
        // Nobody has the number 0: its link leads to a page that says so.
        using var message = Maker.Issue(newsletter, 0, to);
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
        var printer = new NewsletterPrinter(theme);
        var links = new NewsletterLinks(null, SubscribeLink);
        return new NewsletterPreview(newsletter, printer.Html(newsletter, links), printer.Text(newsletter, links));
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    private NewsletterEditor Editor => new(options, theme);

    private Correspondent Sender => Correspondent.Of(options, mail, site.Masthead);

    private MessageMaker Maker => new(Sender, Store.Tokens, site.Masthead, theme);

    private string? SubscribeLink => CanSend && options.From is not null ? Sender.Server + NewsletterAddresses.Subscribe : null;

    private Postman OpenPostman()
    {
        if (!CanSend)
            throw new MailException("No mail server is set. Write 'mail:' and below it 'host: smtp.example.org'.");
        return new Postman(mail, MailPassword.Find(mail, site));
    }

    private void File(Newsletter newsletter)
    {
        var path = Path.Combine(site.Root, NewsletterRecord.PathOf(newsletter.Name));
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
            return new FileStream(Path.Combine(site.StatePath, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new MailException("Another process of this site is sending. Wait until it has finished.", fault);
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
