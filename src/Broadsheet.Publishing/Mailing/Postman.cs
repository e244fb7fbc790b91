using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Broadsheet.Publishing.Mailing;

/// <summary>Hands mails to the server, one after the other over one connection.</summary>
internal sealed partial class Postman(MailOptions options, string? password) : IDisposable
{
    private readonly SmtpClient client = new()
    {
        Timeout = (int)options.TimeLimit.TotalMilliseconds,
        // Asking a third party about each certificate fails more mails than it protects.
        CheckCertificateRevocation = false,
    };

    /// <summary>Hands a mail over.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="from">Where it returns to when it cannot be delivered.</param>
    /// <param name="to">The reader.</param>
    /// <param name="handing">Called when the server has all but the last line: from then on it may be delivered.</param>
    /// <param name="cancellation">Stops it, at once.</param>
    /// <exception cref="MailException">The server does not let us in at all.</exception>
    public async Task<Delivery> DeliverAsync(MimeMessage message, ReaderAddress from, ReaderAddress to, Action handing, CancellationToken cancellation)
    {
        var watch = new LastLineWatch(handing);
        try
        {
            await ConnectAsync(cancellation);
            if (to.NeedsUtf8 && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
                return new Delivery.Refused("The mail server takes no addresses with letters outside ASCII.", IsDead: false);
            var format = FormatOptions.Default.Clone();
            format.NewLineFormat = NewLineFormat.Dos;
            format.International = to.NeedsUtf8;
            var reply = await client.SendAsync(format, message, new MailboxAddress(null, from.Ascii), [new MailboxAddress(null, to.Ascii)], cancellation, watch);
            return new Delivery.Accepted(PlainText.Of(reply));
        }
        catch (SmtpCommandException fault)
        {
            return Judge(fault);
        }
        catch (Exception fault) when (fault is SmtpProtocolException or IOException or SocketException or ServiceNotConnectedException or TimeoutException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            await HangUpAsync();
            return new Delivery.Lost($"The connection to the mail server was lost: {PlainText.Of(fault.Message)}", watch.IsOver);
        }
    }

    /// <summary>Says goodbye.</summary>
    public async Task HangUpAsync()
    {
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException)
        {
            // Whoever hangs up first, the talk is over.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (client.IsConnected)
            return;
        var privacy = options.Tls switch
        {
            MailPrivacy.Tls => SecureSocketOptions.SslOnConnect,
            MailPrivacy.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        try
        {
            await client.ConnectAsync(options.Host!, options.PortInForce, privacy, cancellation);
            if (options.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, password ?? "", cancellation);
        }
        catch (AuthenticationException fault)
        {
            await HangUpAsync();
            throw new MailException($"The mail server {options.Host} did not accept user and password (mail.user, {options.PasswordVariable}): {PlainText.Of(fault.Message)}", fault);
        }
        catch (Exception fault) when (fault is SslHandshakeException or NotSupportedException)
        {
            await HangUpAsync();
            throw new MailException($"The mail server {options.Host} offers no private connection we can trust (mail.tls): {PlainText.Of(fault.Message.Split('\n')[0])}", fault);
        }
    }

    private static Delivery Judge(SmtpCommandException fault)
    {
        var code = (int)fault.StatusCode;
        var reply = PlainText.Of($"{code} {fault.Message}");
        if (fault.ErrorCode == SmtpErrorCode.RecipientNotAccepted && code >= 500)
            return new Delivery.Refused(reply, IsDead(code, fault.Message));
        if (code < 500)
            return new Delivery.Later(reply);
        // The mail itself, or we as its sender, are not wanted: that says nothing of the reader, and concerns all the others as well.
        return fault.ErrorCode == SmtpErrorCode.MessageNotAccepted ? new Delivery.Refused(reply, IsDead: false) : new Delivery.Unwelcome(reply);
    }

    /// <summary>Whether a refusal says that the mailbox is not there (RFC 3463: X.1.x address, X.2.1 disabled), and not that we are unwelcome.</summary>
    private static bool IsDead(int code, string reply)
    {
        var status = EnhancedStatus().Match(reply);
        return status.Success ? DeliveryStatus.IsDead(status.Value) : code is 550 or 551 or 553;
    }

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex EnhancedStatus();

    /// <summary>Notices when all of a mail has gone out: the line that ends it is the next.</summary>
    private sealed class LastLineWatch(Action handing) : ITransferProgress
    {
        public bool IsOver { get; private set; }

        public void Report(long bytesTransferred, long totalSize)
        {
            if (IsOver || bytesTransferred < totalSize)
                return;
            IsOver = true;
            handing();
        }

        public void Report(long bytesTransferred)
        {
            // Without a size to compare with nothing can be said.
        }
    }
}

/// <summary>What came of handing a mail over.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The server has answered for it.</summary>
    public sealed record Accepted(string Reply) : Delivery;

    /// <summary>The server will not take it for this reader.</summary>
    /// <param name="Reply">Its words.</param>
    /// <param name="IsDead">Whether the mailbox is not there.</param>
    public sealed record Refused(string Reply, bool IsDead) : Delivery;

    /// <summary>The server may take it later.</summary>
    public sealed record Later(string Reply) : Delivery;

    /// <summary>The server takes nothing from us.</summary>
    public sealed record Unwelcome(string Reply) : Delivery;

    /// <summary>The connection is gone.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="MayHaveArrived">Whether the server had all of the mail.</param>
    public sealed record Lost(string Reason, bool MayHaveArrived) : Delivery;
}
