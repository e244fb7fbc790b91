using System.Globalization;
using System.Text.RegularExpressions;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Testing;
using MimeKit;

namespace Broadsheet.Cli.Tests;

/// <summary>The newsletter of the sample, sent by the real program to a real mail server on the loopback.</summary>
public sealed partial class NewsletterSendTests(RunSample sample)
{
    private const int Readers = 6;

    [Fact]
    public async Task EveryReaderGetsOneMailThatIsInOrderAndNobodyASecond()
    {
        await using var sink = SmtpSink.Open();
        using var site = Prepare(sink);

        await SendAsync(site);
        await SendAsync(site);

        Assert.Equal(1, sink.Connections);
        Assert.Equal(Addresses, sink.Mails.Select(mail => Assert.Single(mail.To)));
        Assert.All(sink.Mails, AssertInOrder);
        Assert.Equal(Readers, sink.Mails.Select(mail => Message(mail).MessageId).Distinct().Count());
        Assert.StartsWith("---\ntitle: \"The Harbour Gazette (2026-03-07)\"\n", File.ReadAllText(Path.Combine(site.Root, "_newsletters/the-harbour-gazette-2026-03-07.html")), StringComparison.Ordinal);
        Assert.Contains("/newsletter/the-harbour-gazette-2026-03-07/", File.ReadAllText(Path.Combine(site.Root, "public/newsletter/index.html")), StringComparison.Ordinal);
        PublishedSite.AssertIntact(Path.Combine(site.Root, "public"));
    }

    /// <summary>
    /// The process is killed (SIGKILL) when a mail has come so far, at several readers; the next run goes on. The server, which keeps a mail whether
    /// or not its sender lives to learn of it, has exactly one for each reader.
    /// </summary>
    [Theory]
    [InlineData(SinkMoment.Recipient, 1)]
    [InlineData(SinkMoment.Recipient, 4)]
    [InlineData(SinkMoment.Delivered, 1)]
    [InlineData(SinkMoment.Delivered, 3)]
    [InlineData(SinkMoment.Answered, 2)]
    [InlineData(SinkMoment.Answered, 6)]
    public async Task KilledBetweenTwoReadersItGoesOnAndNobodyIsMailedTwice(SinkMoment moment, int reader)
    {
        await using var sink = SmtpSink.Open();
        using var site = Prepare(sink);

        await KillAtAsync(sink, site, moment, reader);
        await SendAsync(site);

        Assert.Equal(Addresses, sink.Mails.Select(mail => Assert.Single(mail.To)).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// A kill while the mail itself goes over the wire may come in the moment between "it may be delivered from here on" and the line that ends it.
    /// Nobody can tell then whether it arrived: it is not sent again, and whoever sends is told so, and how to send it all the same.
    /// </summary>
    [Fact]
    public async Task KilledInTheMiddleOfAMailNobodyIsMailedTwiceAndWhoMayHaveNoneIsCounted()
    {
        await using var sink = SmtpSink.Open();
        using var site = Prepare(sink);

        await KillAtAsync(sink, site, SinkMoment.Content, 2);
        var next = await SendAsync(site);

        await AssertOnlyTheDoubtfulAreMissingAsync(sink, site, next, kills: 1);
    }

    /// <summary>Killed again and again at moments nobody chose, it comes to the same end.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task KilledAgainAndAgainItComesToTheSameEnd(int seed)
    {
        await using var sink = SmtpSink.Open();
        using var site = Prepare(sink, "perMinute: 600");
        // Ours alone: which moments are tried must be the same each time.
        var random = new Random(seed);
        for (var i = 0; i < 4; i++)
            await BroadsheetProcess.KillAsync(TimeSpan.FromMilliseconds(700 + random.Next(900)), "newsletter", "send", site.Root, "--now", SiteCopy.Evening);
        var last = await SendAsync(site);

        var status = await BroadsheetProcess.DoneAsync("newsletter", "status", site.Root);
        Assert.Contains(" 0 waiting", status.Output, StringComparison.Ordinal);
        await AssertOnlyTheDoubtfulAreMissingAsync(sink, site, last, kills: 4);
    }

    [Fact]
    public async Task ADryRunAndATestCopyKeepNothing()
    {
        await using var sink = SmtpSink.Open();
        using var site = Prepare(sink);

        var told = await BroadsheetProcess.DoneAsync("newsletter", "send", site.Root, "--now", SiteCopy.Evening, "--dry-run");
        await BroadsheetProcess.DoneAsync("newsletter", "send", site.Root, "--now", SiteCopy.Evening, "--to", "me@example.org");

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"would go to {Readers} readers"), told.Output, StringComparison.Ordinal);
        Assert.Equal("me@example.org", Assert.Single(Assert.Single(sink.Mails).To));
        Assert.False(Directory.Exists(Path.Combine(site.Root, "_newsletters")));
        Assert.Contains("6 sent", (await SendAsync(site)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadersAreBroughtTakenAwayAndForgotten()
    {
        using var site = sample.Site.Copy();
        site.Write("readers.csv", "name,email\r\nAnn,ann@example.org\r\nBob,\"bob@example.org\"\r\nNobody,nobody\r\n");
        var file = Path.Combine(site.Root, "readers.csv");

        Assert.Contains("2 brought, 0 who want no mail left out, 1 that are no addresses", (await BroadsheetProcess.DoneAsync("subscribers", "import", file, site.Root, "--confirmed")).Output, StringComparison.Ordinal);
        await BroadsheetProcess.DoneAsync("subscribers", "erase", "ann@example.org", site.Root);
        await BroadsheetProcess.DoneAsync("subscribers", "remove", "bob@example.org", site.Root);

        Assert.Contains("0 brought, 2 who want no mail left out", (await BroadsheetProcess.DoneAsync("subscribers", "import", file, site.Root, "--confirmed")).Output, StringComparison.Ordinal);
        var export = (await BroadsheetProcess.DoneAsync("subscribers", "export", site.Root)).Output;
        Assert.Contains("bob@example.org,unsubscribed,", export, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@", export, StringComparison.Ordinal);
        // Not a trace of the erased address is left in the files.
        Assert.All(Directory.EnumerateFiles(Path.Combine(site.Root, ".broadsheet"), "mail.db*"), path => Assert.DoesNotContain("ann@example.org", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal));
        Assert.Equal(5, (await BroadsheetProcess.RunAsync("subscribers", "erase", "ann@example.org", site.Root)).ExitCode);
    }

    /// <summary>Sends, and kills the process when a mail has come so far for the n-th time.</summary>
    private static async Task KillAtAsync(SmtpSink sink, SiteCopy site, SinkMoment moment, int reader)
    {
        var seen = 0;
        var now = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sink.Reached = async (reached, _) =>
        {
            if (reached != moment || Interlocked.Increment(ref seen) != reader)
                return;
            now.SetResult();
            await killed.Task;
        };

        Assert.True(await BroadsheetProcess.KillWhenAsync(now.Task, "newsletter", "send", site.Root, "--now", SiteCopy.Evening), "it ended before it was killed");
        sink.Reached = (_, _) => Task.CompletedTask;
        killed.SetResult();
    }

    /// <summary>Nobody has two mails; who has none is among those the program says it cannot tell of, of whom a kill makes one at most; sent again on demand, they have theirs.</summary>
    private static async Task AssertOnlyTheDoubtfulAreMissingAsync(SmtpSink sink, SiteCopy site, BroadsheetProcess.Outcome told, int kills)
    {
        var mailed = sink.Mails.Select(mail => Assert.Single(mail.To)).ToList();
        Assert.Equal(mailed.Count, mailed.Distinct().Count());
        var doubtful = Doubtful().Match(told.Output) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        Assert.InRange(doubtful, 0, kills);
        Assert.InRange(Addresses.Except(mailed).Count(), 0, doubtful);

        var again = await BroadsheetProcess.DoneAsync("newsletter", "send", site.Root, "--now", SiteCopy.Evening, "--resend-doubtful");

        Assert.Equal(mailed.Count + doubtful, sink.Mails.Count);
        Assert.Equal(Addresses, sink.Mails.Select(mail => mail.To[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotMatch(Doubtful(), again.Output);
    }

    [GeneratedRegex(@"In all, (\d+) handed over without an answer")]
    private static partial Regex Doubtful();

    private static IEnumerable<string> Addresses => Enumerable.Range(1, Readers).Select(number => string.Create(CultureInfo.InvariantCulture, $"reader{number}@example.org"));

    private SiteCopy Prepare(SmtpSink sink, string more = "perMinute: 60000")
    {
        var site = sample.Site.Copy();
        var settings = File.ReadAllText(Path.Combine(site.Root, "broadsheet.yml"));
        site.Write("broadsheet.yml", string.Create(CultureInfo.InvariantCulture, $"{settings}\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  tls: none\n  {more}\n"));
        using var store = MailStore.Open(Path.Combine(site.Root, ".broadsheet", "mail.db"));
        foreach (var address in Addresses)
            store.Add(ReaderAddress.Parse(address)!, Some.Moment, "operator", mayReturn: true);
        return site;
    }

    private static Task<BroadsheetProcess.Outcome> SendAsync(SiteCopy site) => BroadsheetProcess.DoneAsync("newsletter", "send", site.Root, "--now", SiteCopy.Evening);

    private static MimeMessage Message(SunkMail mail) => MimeMessage.Load(new MemoryStream(mail.Bytes));

    private static void AssertInOrder(SunkMail mail)
    {
        Assert.Equal("news@gazette.example", mail.From);
        Assert.All(System.Text.Encoding.Latin1.GetString(mail.Bytes).Split("\r\n"), line => Assert.True(line.Length <= 998 && line.All(c => c < 128 && c is not ('\r' or '\n')), line));
        using var message = Message(mail);
        Assert.Equal("The Harbour Gazette", message.From.Mailboxes.Single().Name);
        Assert.Equal(mail.To[0], message.To.Mailboxes.Single().Address);
        Assert.Equal("Humpback whale seen feeding in Kel Bay", message.Subject);
        Assert.Equal(DateTimeOffset.Parse(SiteCopy.Evening, CultureInfo.InvariantCulture), message.Date);
        Assert.All(new[] { "From", "To", "Subject", "Date", "Message-Id", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Archive", "MIME-Version" }, name => Assert.Single(message.Headers, header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.Matches(@"^<http://localhost:8080/newsletter/unsubscribe\?t=[\w-]{44}>$", message.Headers["List-Unsubscribe"]);
        var body = Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Equal(["text/plain", "text/html"], body.Select(part => part.ContentType.MimeType));
        Assert.All(body.Cast<TextPart>(), part => Assert.Equal((ContentEncoding.QuotedPrintable, "utf-8"), (part.ContentTransferEncoding, part.ContentType.Charset)));
        Assert.All(body.Cast<TextPart>(), part => Assert.Contains(message.Headers["List-Unsubscribe"]![1..^1], part.Text, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\{[\w.-]+\}", ((TextPart)body[0]).Text);
    }
}
