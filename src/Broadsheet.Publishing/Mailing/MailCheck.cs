using Broadsheet.Publishing.Newsletters;
using Broadsheet.Site;

namespace Broadsheet.Publishing.Mailing;

/// <summary>Finds settings of newsletters and mail that cannot be meant.</summary>
internal static class MailCheck
{
    /// <summary>Tells what is wrong.</summary>
    public static void Complain(NewsletterOptions newsletter, MailOptions mail, SiteProblems problems)
    {
        CheckAddress("newsletter.from", newsletter.From);
        CheckAddress("newsletter.replyTo", newsletter.ReplyTo);
        CheckAddress("mail.returnPath", mail.ReturnPath);
        if (newsletter.ServerUrl is { Length: > 0 } server && SafeLink.Of(server) is null)
            Error("newsletter.serverUrl", $"'{server}' is no address of a web server.", "Write one such as https://news.example.org.");
        if (mail.Host is { Length: > 0 } host)
            CheckServer(host);
        else if (newsletter.Schedule != NewsletterSchedule.Off)
            problems.Warning(SiteFolder.SettingsName, 0, "mail.host", "The newsletter has a schedule, but no mail server: it is filed and shown, and sent to nobody.", "Write 'mail:' and below it 'host: smtp.example.org'.");

        void CheckServer(string host)
        {
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
                Error("mail.host", $"'{host}' is no name of a server.", "Write one such as smtp.example.org.");
            if (newsletter.From is not { Length: > 0 })
                Error("newsletter.from", "There is a mail server, but no address to send from.", "Write 'from: news@example.org'.");
            if (mail is { Tls: MailPrivacy.None, User.Length: > 0 } && !IsHere(host))
                Error("mail.tls", "The password would cross the network for everybody to read.", "Write 'tls: startTls' or 'tls: tls'.");
        }

        void CheckAddress(string setting, string? address)
        {
            if (address is { Length: > 0 } && ReaderAddress.Parse(address) is null)
                Error(setting, $"'{PlainText.Of(address)}' is no mail address.", "Write one such as news@example.org.");
        }

        void Error(string setting, string message, string remedy) => problems.Error(SiteFolder.SettingsName, 0, setting, message, remedy);
    }

    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
