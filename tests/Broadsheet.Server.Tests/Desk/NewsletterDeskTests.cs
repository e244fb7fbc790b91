using System.Globalization;
using System.Net;
using System.Text;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Mail;
using Broadsheet.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>The newsletter at the desk, with a real mail server's conversation.</summary>
public sealed class NewsletterDeskTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItIsPreviewedTriedAndSentOnce()
    {
        await using var sink = SmtpSink.Open();
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings + string.Create(
            CultureInfo.InvariantCulture, $"\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  tls: none\n  perMinute: 60000\n"));
        var office = site.Live.Services.GetRequiredService<PostOffice>();
        office.Mailroom.Store.Add(ReaderAddress.Parse("mira@reader.example")!, SampleSite.Evening, "test", mayReturn: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);

        var page = await ruth.SeeAsync("/desk/newsletter");
        Assert.Contains("Send it to 1 reader", page, StringComparison.Ordinal);
        using var preview = await ruth.AskAsync("/desk/newsletter/preview");
        Assert.Contains("sandbox", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("no-store", preview.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);

        Assert.EndsWith("tested=1", await ruth.DoAsync("/desk/newsletter", ("do", "test"), ("to", "ruth@gazette.example")), StringComparison.Ordinal);
        Assert.Equal("ruth@gazette.example", Assert.Single(Assert.Single(sink.Mails).To));

        for (var i = 0; i < 2; i++)
            Assert.EndsWith("sent=1", await ruth.DoAsync("/desk/newsletter", ("do", "send")), StringComparison.Ordinal);
        await SampleSite.UntilAsync(() => Task.FromResult(sink.Mails.Count >= 2));
        Assert.Equal(["ruth@gazette.example", "mira@reader.example"], sink.Mails.Select(mail => mail.To.Single()));
        page = await ruth.SeeAsync("/desk/newsletter");
        Assert.Contains("Those before", page, StringComparison.Ordinal);
        Assert.Contains("newsletter-sent", await ruth.SeeAsync("/desk/audit"), StringComparison.Ordinal);
        Assert.Contains("Subject:", Encoding.UTF8.GetString(sink.Mails[1].Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACopyGoesToOneAddressOrNone()
    {
        await using var sink = SmtpSink.Open();
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings + string.Create(
            CultureInfo.InvariantCulture, $"\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  tls: none\n  perMinute: 60000\n"));
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        await ruth.SeeAsync("/desk/newsletter");

        foreach (var to in new[] { "to: one@example.org, two@example.org", "one@example.org\r\nBcc: all@example.org", "" })
        {
            using var answer = await ruth.SendAsync("/desk/newsletter", ("do", "test"), ("to", to));
            Assert.Equal((to, HttpStatusCode.BadRequest), (to, answer.StatusCode));
        }

        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task AServerThatRefusesIsTold()
    {
        await using var sink = SmtpSink.Open();
        sink.AnswerMail = _ => "550 5.7.1 Not from here";
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings + string.Create(
            CultureInfo.InvariantCulture, $"\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  tls: none\n  perMinute: 60000\n"));
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        await ruth.SeeAsync("/desk/newsletter");

        using var answer = await ruth.SendAsync("/desk/newsletter", ("do", "test"), ("to", "ruth@gazette.example"));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("Not from here", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
