using MimeKit;

namespace Broadsheet.Publishing.Mailing;

/// <summary>One round of the postman: letters first, because someone waits for them, then the newsletters that are due.</summary>
internal sealed class MailRound(MailStore store, MailOptions options, Correspondent sender, MessageMaker maker, Func<Postman> openPostman, TimeProvider time)
{
    /// <summary>How long the link in a letter is good for.</summary>
    public static readonly TimeSpan LetterValidity = TimeSpan.FromDays(7);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15)];

    private readonly TimeSpan beat = TimeSpan.FromMinutes(1) / options.PerMinute;
    private readonly Dictionary<string, Newsletters.Newsletter> issues = new(StringComparer.Ordinal);
    private int sent;
    private int refused;
    private int deferred;
    private int doubtful;
    private int losses;
    private string? trouble;

    /// <summary>Goes once through all that is due.</summary>
    public async Task<MailReport> GoAsync(CancellationToken cancellation)
    {
        using var postman = openPostman();
        try
        {
            foreach (var letter in store.Letters())
            {
                if (trouble is not null)
                    break;
                await SendAsync(postman, letter, cancellation);
            }

            while (trouble is null && store.NextDue(time.GetUtcNow()) is { } mail)
                await SendAsync(postman, mail, cancellation);
        }
        finally
        {
            await postman.HangUpAsync();
        }

        return new MailReport(sent, refused, deferred, doubtful, trouble);
    }

    private async Task SendAsync(Postman postman, Letter letter, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        if (ReaderAddress.Parse(letter.Address) is not { } to)
        {
            store.Stop(letter.Subscriber, SubscriberState.Bounced, "The address is none.", at);
            return;
        }

        var delivery = await HandOverAsync(postman, maker.Letter(letter, to, at, LetterValidity), to, () => store.LetterGoes(letter.Subscriber, at), cancellation);
        switch (delivery)
        {
            case Delivery.Accepted:
                sent++;
                break;
            case Delivery.Refused refusal:
                refused++;
                store.LetterGoes(letter.Subscriber, at);
                if (refusal.IsDead)
                    store.Stop(letter.Subscriber, SubscriberState.Bounced, refusal.Reply, at);
                break;
            case Delivery.Later later:
                // Whoever still wants the newsletter asks again; a letter that comes a day later startles.
                deferred++;
                store.LetterGoes(letter.Subscriber, at);
                _ = later;
                break;
            default:
                Note(delivery);
                break;
        }
    }

    private async Task SendAsync(Postman postman, OutboxMail mail, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        var issue = IssueOf(mail.Issue);
        if (ReaderAddress.Parse(mail.Address) is not { } to)
        {
            store.Stop(mail.Subscriber, SubscriberState.Bounced, "The address is none.", at);
            return;
        }

        var delivery = await HandOverAsync(postman, maker.Issue(issue, mail.Subscriber, to), to, () => store.Handed(mail), cancellation);
        switch (delivery)
        {
            case Delivery.Accepted accepted:
                sent++;
                store.Sent(mail, accepted.Reply);
                break;
            case Delivery.Refused refusal:
                refused++;
                store.Refused(mail, refusal.Reply);
                if (refusal.IsDead)
                    store.Stop(mail.Subscriber, SubscriberState.Bounced, refusal.Reply, at);
                break;
            case Delivery.Later later:
                PutOff(mail, issue.At, at, later.Reply);
                break;
            default:
                Note(delivery);
                break;
        }
    }

    private async Task<Delivery> HandOverAsync(Postman postman, MimeMessage message, ReaderAddress to, Action handing, CancellationToken cancellation)
    {
        using (message)
        {
            var start = time.GetTimestamp();
            var delivery = await postman.DeliverAsync(message, sender.ReturnPath, to, handing, cancellation);
            if (delivery is Delivery.Accepted)
                losses = 0;
            var rest = beat - time.GetElapsedTime(start);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time, cancellation);
            if (delivery is Delivery.Lost && losses < Pauses.Length)
                await Task.Delay(Pauses[losses], time, cancellation);
            return delivery;
        }
    }

    private void PutOff(OutboxMail mail, DateTimeOffset since, DateTimeOffset at, string reply)
    {
        // 15 minutes, and twice as long each time: busy servers and grey lists want to be left alone (RFC 5321 §4.5.4.1).
        var due = at + TimeSpan.FromMinutes(15 << Math.Min(mail.Attempts, 5));
        if (due > since + options.RetryFor)
        {
            refused++;
            store.Refused(mail, reply);
            return;
        }

        deferred++;
        store.Deferred(mail, due, reply);
    }

    private void Note(Delivery delivery)
    {
        if (delivery is Delivery.Lost lost)
        {
            if (lost.MayHaveArrived)
                doubtful++;
            // A server that goes away again and again is left alone until the next round.
            if (losses++ >= Pauses.Length)
                trouble = lost.Reason;
        }
        else if (delivery is Delivery.Unwelcome unwelcome)
        {
            trouble = $"The mail server takes nothing from {sender.ReturnPath}: {unwelcome.Reply}";
        }
    }

    private Newsletters.Newsletter IssueOf(string name) =>
        issues.TryGetValue(name, out var known) ? known : issues[name] = store.Issue(name) ?? throw new MailException($"mail.db has lost the newsletter {name}. Restore it from a backup.");
}

/// <summary>What a round of the postman did.</summary>
/// <param name="Sent">Mails the server took.</param>
/// <param name="Refused">Mails it will not take.</param>
/// <param name="Deferred">Mails it may take later.</param>
/// <param name="Doubtful">Mails whose answer was lost.</param>
/// <param name="Trouble">Why the round ended early; null when it did not.</param>
public sealed record MailReport(int Sent, int Refused, int Deferred, int Doubtful, string? Trouble)
{
    /// <summary>Nothing was due.</summary>
    public static MailReport Nothing { get; } = new(0, 0, 0, 0, null);
}
