using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Server.Mail;
using Broadsheet.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Mail;

/// <summary>Readers of the newsletter come and go, over real HTTP, with a real mail server's conversation.</summary>
public sealed partial class ReaderPagesTests(SampleSite sample) : IAsyncLifetime
{
    private const string Ann = "ann@reader.example";
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly SmtpSink sink = SmtpSink.Open();
    private SiteCopy site = null!;

    private MailStore Store => site.Live.Services.GetRequiredService<PostOffice>().Mailroom.Store;

    public async ValueTask InitializeAsync() => site = await SiteCopy.StartAsync(sample, polls: false, settings => settings + string.Create(
        CultureInfo.InvariantCulture, $"\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  tls: none\n  perMinute: 60000\n  subscriptionsPerHour: 3\n"));

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task AReaderComesByTheButtonAndLeavesByOneClickAndLookingChangesNothing()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/newsletter/subscribe", ("address", Ann)));
        await SampleSite.UntilAsync(() => Task.FromResult(sink.Mails.Count == 1));
        var confirm = TokenIn(sink.Mails[0], "confirm");

        await LookAsync("/newsletter/confirm?t=" + confirm, HttpStatusCode.OK);
        Assert.Equal(SubscriberState.Pending, State);
        // A link to come is none to leave by, and the other way round.
        await LookAsync("/newsletter/unsubscribe?t=" + confirm, HttpStatusCode.Gone);
        Assert.Equal(HttpStatusCode.Gone, await SendAsync("/newsletter/unsubscribe", ("t", confirm)));
        Assert.Equal(HttpStatusCode.Gone, await SendAsync("/newsletter/confirm", ("t", confirm[..^1])));
        Assert.Equal(SubscriberState.Pending, State);
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/newsletter/confirm", ("t", confirm)));
        Assert.Equal(SubscriberState.Confirmed, State);

        var mailroom = site.Live.Services.GetRequiredService<PostOffice>().Mailroom;
        mailroom.Make(site.Live.Services.GetRequiredService<PostOffice>().Edition, slot: null);
        site.Live.Services.GetRequiredService<PostOffice>().Ring();
        await SampleSite.UntilAsync(() =>
        {
            site.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(sink.Mails.Count == 2);
        });
        var leave = TokenIn(sink.Mails[1], "unsubscribe");

        await LookAsync("/newsletter/unsubscribe?t=" + leave, HttpStatusCode.OK);
        await LookAsync("/newsletter/confirm?t=" + leave, HttpStatusCode.Gone);
        Assert.Equal(SubscriberState.Confirmed, State);
        // As RFC 8058 has it: the address is that of the link, the body is always the same.
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/newsletter/unsubscribe?t=" + leave, ("List-Unsubscribe", "One-Click")));
        Assert.Equal(SubscriberState.Unsubscribed, State);
    }

    [Fact]
    public async Task AConfirmationThatIsAWeekOldIsStale()
    {
        await SendAsync("/newsletter/subscribe", ("address", Ann));
        await SampleSite.UntilAsync(() => Task.FromResult(sink.Mails.Count == 1));
        var confirm = TokenIn(sink.Mails[0], "confirm");

        site.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Gone, await SendAsync("/newsletter/confirm", ("t", confirm)));
        Assert.Equal(SubscriberState.Pending, State);
    }

    /// <summary>Nobody learns whether an address is on the list, and no machine that it was noticed.</summary>
    [Fact]
    public async Task AMachineThatFillsEveryFieldIsAnsweredLikeAnybodyAndNotBelieved()
    {
        using var person = await AnswerAsync("/newsletter/subscribe", ("address", Ann), ("website", ""));
        using var machine = await AnswerAsync("/newsletter/subscribe", ("address", "bot@reader.example"), ("website", "https://bot.example"));

        Assert.Equal((person.StatusCode, await person.Content.ReadAsStringAsync(Cancellation)), (machine.StatusCode, await machine.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal(Ann, Assert.Single(Store.Subscribers()).Address);
    }

    [Fact]
    public async Task OneAddressOfTheNetworkSubscribesOnlySoOften()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
            answers.Add(await SendAsync("/newsletter/subscribe", ("address", string.Create(CultureInfo.InvariantCulture, $"reader{i}@reader.example"))));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(3, Store.Subscribers().Count);
    }

    private SubscriberState State => Store.Find(ReaderAddress.Parse(Ann)!)!.State;

    /// <summary>A token stands in the address of such a page: nobody is told of it, and it is kept nowhere.</summary>
    private async Task LookAsync(string path, HttpStatusCode status)
    {
        using var answer = await site.AskAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    private async Task<HttpStatusCode> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await AnswerAsync(path, fields);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> AnswerAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await site.Http.PostAsync(new Uri(path, UriKind.Relative), form, Cancellation);
    }

    private static string TokenIn(SunkMail mail, string page)
    {
        var text = Encoding.ASCII.GetString(mail.Bytes).Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return Link().Matches(text).First(link => link.Groups[1].Value == page).Groups[2].Value;
    }

    [GeneratedRegex(@"/newsletter/(confirm|unsubscribe)\?t=([A-Za-z0-9_-]{44})")]
    private static partial Regex Link();
}
