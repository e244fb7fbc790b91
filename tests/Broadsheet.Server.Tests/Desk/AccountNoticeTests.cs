using System.Globalization;
using System.Net;
using System.Text;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Tests.Accounts;
using Broadsheet.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>Who is told that a way in was changed, through a real mail server's conversation.</summary>
public sealed class AccountNoticeTests(SampleSite sample)
{
    private const string Another = "nine herrings on a pier";

    [Fact]
    public async Task TheAddressFromBeforeIsToldOfEachChange()
    {
        await using var sink = SmtpSink.Open();
        await using var site = await StartAsync(sink);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync("/desk/me");
        await ruth.DoAsync("/desk/me", ("do", "mail"), ("mail", "ruth@gazette.example"), ("present", SomeAccounts.Password));
        Assert.Empty(sink.Mails);

        await ruth.DoAsync("/desk/me", ("do", "password"), ("password", Another), ("present", SomeAccounts.Password));
        Assert.Contains("The password was changed", await ToldAsync(sink, 1, "ruth@gazette.example"), StringComparison.Ordinal);

        await ruth.SeeAsync("/desk/me");
        await ruth.DoAsync("/desk/me", ("do", "mail"), ("mail", "thief@elsewhere.example"), ("present", Another));
        var told = await ToldAsync(sink, 2, "ruth@gazette.example");
        Assert.Contains("address", told, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Id", told, StringComparison.OrdinalIgnoreCase);

        using var jonas = await Visitor.SignedInAsync(site.Live, Role.Owner, "jonas");
        await jonas.SeeAsync("/desk/accounts");
        await jonas.DoAsync("/desk/accounts", ("do", "password"), ("name", "ruth"), ("password", SomeAccounts.Password));
        Assert.Contains("by jonas", await ToldAsync(sink, 3, "thief@elsewhere.example"), StringComparison.Ordinal);

        using var again = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await again.SeeAsync("/desk/me");
        using var made = await again.SendAsync("/desk/me", ("do", "token"), ("scope", "read"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains("A token was made", await ToldAsync(sink, 4, "thief@elsewhere.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressIsKeptOnlyWithThePasswordAndWhenItIsOne()
    {
        await using var sink = SmtpSink.Open();
        await using var site = await StartAsync(sink);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync("/desk/me");
        foreach (var (address, password) in new[]
        {
            ("ruth@gazette.example", "not the password at all"),
            ("one@a.example, two@b.example", SomeAccounts.Password),
            ("x@a.example\r\nBcc: all@b.example", SomeAccounts.Password),
        })
        {
            using var answer = await ruth.SendAsync("/desk/me", ("do", "mail"), ("mail", address), ("present", password));
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
        }

        Assert.Null(site.Live.Services.GetRequiredService<AccountBook>().Find("ruth")!.Mail);
    }

    [Fact]
    public async Task AMailThatIsRefusedKeepsNothingFromHappening()
    {
        await using var sink = SmtpSink.Open();
        sink.AnswerMail = _ => "550 5.7.1 Not from here";
        await using var site = await StartAsync(sink);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var book = site.Live.Services.GetRequiredService<AccountBook>();
        book.SetMail(book.Find("ruth")!, "ruth@gazette.example");
        await ruth.SeeAsync("/desk/me");

        await ruth.DoAsync("/desk/me", ("do", "password"), ("password", Another), ("present", SomeAccounts.Password));

        await SampleSite.UntilAsync(() => Task.FromResult(book.Audit.Latest(20).Any(entry => entry.What == "notice-failed")));
        Assert.Contains(book.Audit.Latest(20), entry => entry.What == "password-changed");
    }

    private static Task<SiteCopy> StartAsync(SmtpSink sink, SampleSite site) => SiteCopy.StartAsync(site, polls: false, settings => settings + string.Create(
        CultureInfo.InvariantCulture, $"\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  tls: none\n  perMinute: 60000\n"));

    private static async Task<string> ToldAsync(SmtpSink sink, int mails, string to)
    {
        await SampleSite.UntilAsync(() => Task.FromResult(sink.Mails.Count >= mails));
        Assert.Equal(mails, sink.Mails.Count);
        Assert.Equal(to, Assert.Single(sink.Mails[^1].To));
        return Encoding.UTF8.GetString(sink.Mails[^1].Bytes);
    }

    private Task<SiteCopy> StartAsync(SmtpSink sink) => StartAsync(sink, sample);
}
