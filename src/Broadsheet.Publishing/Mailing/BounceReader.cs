using MimeKit;

namespace Broadsheet.Publishing.Mailing;

/// <summary>
/// Reads what mail servers send back: delivery reports (RFC 3464) and complaints (RFC 5965). A report counts when it holds the id of a mail of
/// ours, which nobody can make up; by the address alone only when the operator vouches for where the report came from, for anybody can
/// write that a stranger's mailbox is gone.
/// </summary>
/// <param name="store">The readers.</param>
/// <param name="trustsAddresses">Whether an address suffices.</param>
public sealed class BounceReader(MailStore store, bool trustsAddresses)
{
    /// <summary>Reads one mail, and takes readers off the list that it speaks of.</summary>
    /// <param name="mail">Headers and body.</param>
    /// <param name="at">The moment.</param>
    public BounceOutcome Read(Stream mail, DateTimeOffset at)
    {
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(mail);
        }
        catch (FormatException)
        {
            return BounceOutcome.NoReport;
        }

        using (message)
        {
            var parts = message.BodyParts.ToList();
            if (parts.OfType<MessageFeedbackReport>().FirstOrDefault() is { } complaint)
                return Complain(complaint, parts, at);
            return parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status ? Bounce(status, parts, at) : BounceOutcome.NoReport;
        }
    }

    private BounceOutcome Complain(MessageFeedbackReport report, List<MimeEntity> parts, DateTimeOffset at)
    {
        // "not-spam" takes a complaint back, the other kinds speak of something else (RFC 5965 §7.3).
        if (!"abuse".Equals(report.Fields["Feedback-Type"]?.Trim(), StringComparison.OrdinalIgnoreCase))
            return BounceOutcome.NoReport;
        if (ReaderOf(parts, report.Fields["Original-Rcpt-To"]) is not { } reader)
            return BounceOutcome.Unknown;
        store.Stop(reader, SubscriberState.Complained, "A complaint came from the reader's provider.", at);
        return BounceOutcome.Complained;
    }

    private BounceOutcome Bounce(MessageDeliveryStatus report, List<MimeEntity> parts, DateTimeOffset at)
    {
        HeaderList[] groups;
        try
        {
            groups = [.. report.StatusGroups.Skip(1)];
        }
        catch (FormatException)
        {
            return BounceOutcome.NoReport;
        }

        var outcome = BounceOutcome.NoReport;
        foreach (var group in groups)
        {
            if (!"failed".Equals(group["Action"]?.Trim(), StringComparison.OrdinalIgnoreCase))
                continue;
            var status = PlainText.Of(group["Status"]?.Split(' ', '(')[0]);
            if (ReaderOf(parts, group["Original-Recipient"] ?? group["Final-Recipient"]) is not { } reader)
            {
                outcome = BounceOutcome.Unknown;
                continue;
            }

            var reason = PlainText.Of($"Returned with status {status}: {group["Diagnostic-Code"]}").TrimEnd(' ', ':');
            reason = reason.Length > 500 ? reason[..500] : reason;
            if (DeliveryStatus.IsDead(status))
                store.Stop(reader, SubscriberState.Bounced, reason, at);
            else if (!store.CountBounce(reader, reason, at))
                return BounceOutcome.Counted;
            return BounceOutcome.Bounced;
        }

        return outcome;
    }

    private long? ReaderOf(List<MimeEntity> parts, string? address)
    {
        foreach (var part in parts)
        {
            if (store.Tokens.ReadMessageId(ReturnedId(part)) is { Subscriber: var reader })
                return reader;
        }

        if (!trustsAddresses || address is null)
            return null;
        // "rfc822;reader@example.org" (RFC 3464 §2.3.1), or with brackets in a complaint.
        var text = address[(address.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
        return ReaderAddress.Parse(text) is { } parsed ? store.Find(parsed)?.Id : null;
    }

    /// <summary>The id of the mail that came back, whole or its headers alone.</summary>
    private static string? ReturnedId(MimeEntity part)
    {
        if (part is MessagePart { Message: { } returned })
            return returned.MessageId;
        if (part is not TextPart headers || !headers.ContentType.IsMimeType("text", "rfc822-headers"))
            return null;
        const string Field = "message-id:";
        var lines = headers.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Field, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = lines[i][Field.Length..].Trim();
            return value.Length == 0 && i + 1 < lines.Length ? lines[i + 1].Trim() : value;
        }

        return null;
    }
}

/// <summary>What a returned mail was.</summary>
public enum BounceOutcome
{
    /// <summary>No report, or one that says nothing final.</summary>
    NoReport,

    /// <summary>A report on a mail that is not known to be ours.</summary>
    Unknown,

    /// <summary>A failure that may pass; it is counted.</summary>
    Counted,

    /// <summary>The mailbox is gone; the reader gets no more mail.</summary>
    Bounced,

    /// <summary>The reader complained and gets no more mail.</summary>
    Complained,
}
