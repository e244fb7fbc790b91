using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Broadsheet.Testing;

/// <summary>A mail server on the loopback, real SMTP (RFC 5321) on a free port, that keeps what it is given and behaves as badly as a test needs.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<SunkMail> mails = [];
    private readonly List<string> commands = [];
    private readonly List<Task> talks = [];
    private readonly Task accepting;

    private SmtpSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was delivered, in order. A mail is here from the moment the server has all of it, whether or not the sender learns of that.</summary>
    public IReadOnlyList<SunkMail> Mails
    {
        get
        {
            lock (mails)
                return [.. mails];
        }
    }

    /// <summary>All commands, in order.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (mails)
                return [.. commands];
        }
    }

    /// <summary>How often someone connected.</summary>
    public int Connections { get; private set; }

    /// <summary>What <c>EHLO</c> promises.</summary>
    public IReadOnlyList<string> Extensions { get; set; } = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8", "SIZE 35882577"];

    /// <summary>The answer to a command; null for the usual one, empty to hang up.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>The answer to the end of a mail; null for the usual one, empty to hang up.</summary>
    public Func<SunkMail, string?> AnswerMail { get; set; } = _ => null;

    /// <summary>Told how far a mail has come, before the sender learns of it.</summary>
    public Func<SinkMoment, string, Task> Reached { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Opens one.</summary>
    public static SmtpSink Open() => new();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
        stop.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Connections++;
                talks.Add(TalkAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            await using (var stream = client.GetStream())
                await TalkAsync(new StreamReader(stream, Encoding.Latin1), stream);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The sender is gone, or we are.
        }
    }

    private async Task TalkAsync(StreamReader input, NetworkStream output)
    {
        await SayAsync(output, "220 sink.example ESMTP");
        var from = "";
        List<string> to = [];
        while (await input.ReadLineAsync(stop.Token) is { } line)
        {
            lock (mails)
                commands.Add(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
                await Reached(SinkMoment.Recipient, AddressIn(line));
            if (Answer(line) is { } answer)
            {
                if (answer.Length == 0)
                    return;
                await SayAsync(output, answer);
                continue;
            }

            switch (verb)
            {
                case "EHLO":
                    await SayAsync(output, string.Concat(Extensions.Prepend("sink.example").Select((word, i) => (i == Extensions.Count ? "250 " : "250-") + word + "\r\n")).TrimEnd());
                    break;
                case "MAIL":
                    (from, to) = (AddressIn(line), []);
                    await SayAsync(output, "250 2.1.0 fine");
                    break;
                case "RCPT":
                    to.Add(AddressIn(line));
                    await SayAsync(output, "250 2.1.5 fine");
                    break;
                case "DATA":
                    await SayAsync(output, "354 go on");
                    if (await TakeAsync(input, output, from, [.. to]) is not true)
                        return;
                    break;
                case "RSET" or "NOOP":
                    await SayAsync(output, "250 2.0.0 fine");
                    break;
                case "QUIT":
                    await SayAsync(output, "221 2.0.0 bye");
                    return;
                default:
                    await SayAsync(output, "502 5.5.1 what?");
                    break;
            }
        }
    }

    private async Task<bool> TakeAsync(StreamReader input, NetworkStream output, string from, IReadOnlyList<string> to)
    {
        var data = new StringBuilder();
        var isBegun = false;
        while (true)
        {
            var line = await input.ReadLineAsync(stop.Token) ?? throw new IOException("The sender hung up in the middle of a mail.");
            if (!isBegun)
            {
                isBegun = true;
                await Reached(SinkMoment.Content, to[0]);
            }

            if (line == ".")
                break;
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        var mail = new SunkMail(from, to, Encoding.Latin1.GetBytes(data.ToString()));
        var answer = AnswerMail(mail);
        if (answer is null or "")
        {
            lock (mails)
                mails.Add(mail);
        }

        await Reached(SinkMoment.Delivered, to[0]);
        if (answer is "")
            return false;
        await SayAsync(output, answer ?? string.Create(CultureInfo.InvariantCulture, $"250 2.0.0 taken as {Mails.Count}"));
        await Reached(SinkMoment.Answered, to[0]);
        return true;
    }

    private async Task SayAsync(NetworkStream output, string line) => await output.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token);

    private static string AddressIn(string line)
    {
        var text = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
    }
}

/// <summary>A mail as the server got it.</summary>
/// <param name="From">Where it returns to.</param>
/// <param name="To">To whom.</param>
/// <param name="Bytes">Headers and body, as they were sent.</param>
public sealed record SunkMail(string From, IReadOnlyList<string> To, byte[] Bytes);

/// <summary>How far a mail has come.</summary>
public enum SinkMoment
{
    /// <summary>The reader was named.</summary>
    Recipient,

    /// <summary>The first line of the mail arrived.</summary>
    Content,

    /// <summary>All of it arrived and was kept; the sender does not know yet.</summary>
    Delivered,

    /// <summary>The sender was answered.</summary>
    Answered,
}
