namespace Broadsheet.Publishing.Mailing;

/// <summary>Reads the codes of RFC 3463.</summary>
internal static class DeliveryStatus
{
    /// <summary>Whether a status such as <c>5.1.1</c> says that the mailbox is not there: a permanent failure of the address (X.1.x), a disabled mailbox (X.2.1), or a domain that takes no mail (X.1.10, RFC 7505).</summary>
    public static bool IsDead(string status) =>
        status.StartsWith("5.1.", StringComparison.Ordinal) && status is not ("5.1.7" or "5.1.8") || status == "5.2.1";

    /// <summary>Whether it is a failure that will not pass by itself.</summary>
    public static bool IsPermanent(string status) => status.StartsWith("5.", StringComparison.Ordinal);
}
