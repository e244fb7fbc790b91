using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing.Mailing;

/// <summary>The mail server that newsletters are sent through. Its password has no setting here: it comes from the environment or a file.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the SMTP server. Default: none, and no mail is sent.</summary>
    public string? Host { get; set; }

    /// <summary>Its port, 1 to 65535. Default: none, which is 465 with tls, 25 with none, and 587 otherwise.</summary>
    [Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>How the connection is kept private: startTls (which the server must offer), tls (from the first byte) or none (for a server on the same machine). Default: startTls.</summary>
    public MailPrivacy Tls { get; set; } = MailPrivacy.StartTls;

    /// <summary>Name to log in with. Default: none, without logging in.</summary>
    public string? User { get; set; }

    /// <summary>Environment variable that holds the password. Default: <c>BROADSHEET_MAIL_PASSWORD</c>.</summary>
    public string PasswordVariable { get; set; } = "BROADSHEET_MAIL_PASSWORD";

    /// <summary>File whose first line is the password, absolute or relative to the site folder; read when the variable is empty. Default: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Address that undeliverable mail is returned to. Default: none, which is the sender's.</summary>
    public string? ReturnPath { get; set; }

    /// <summary>Mails sent in a minute at the most, 1 to 60,000. Default: 300.</summary>
    [Range(1, 60_000)]
    public int PerMinute { get; set; } = 300;

    /// <summary>How long the server may take for one answer, 5 s to 10 m. Default: 2 m.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a newsletter is tried again when a server is busy, an hour to 5 days. Default: 24 hours.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "5.00:00:00")]
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Mails to confirm a subscription that one network address may cause in an hour, 1 to 10,000. Default: 10.</summary>
    [Range(1, 10_000)]
    public int SubscriptionsPerHour { get; set; } = 10;

    /// <summary>The port in force.</summary>
    public int PortInForce => Port ?? Tls switch { MailPrivacy.Tls => 465, MailPrivacy.None => 25, _ => 587 };
}

/// <summary>How a connection to a mail server is kept private.</summary>
public enum MailPrivacy
{
    /// <summary>Begins in the clear and turns to TLS before anything is said (RFC 3207); refuses a server that does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}
