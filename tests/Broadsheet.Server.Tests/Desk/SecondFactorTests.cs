using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>A second factor, from setting it up to losing the phone.</summary>
public sealed partial class SecondFactorTests(SampleSite sample)
{
    private const string Path = "/desk/me/second-factor";

    [Fact]
    public async Task ItIsSetUpAskedForAndTakenOff()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        using var elsewhere = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var (secret, recovery) = await SetUpAsync(site, ruth);
        Assert.Equal(10, recovery.Count);
        Assert.Equal(HttpStatusCode.OK, (await ruth.AskAsync("/desk")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.AskAsync("/desk")).StatusCode);

        using var later = new Visitor(site.Live);
        await EnterPasswordAsync(later, "/desk/topics");
        Assert.Null(later.Session);
        site.Time.Advance(OneTimeCode.Shown);
        Assert.Equal("/desk/topics", await EnterAsync(later, CodeOf(site, secret)));
        Assert.Equal(HttpStatusCode.OK, (await later.AskAsync("/desk")).StatusCode);

        site.Time.Advance(OneTimeCode.Shown);
        await later.SeeAsync(Path);
        await later.DoAsync(Path, ("do", "off"), ("present", SomeAccounts.Password), ("code", CodeOf(site, secret)));
        using var last = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        Assert.Contains(Book(site).Audit.Latest(20), entry => entry.What == "second-factor-off" && entry.Who == "ruth");
    }

    [Fact]
    public async Task ThePictureForThePhoneSaysWhatTheLinkSays()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");

        var page = await ruth.SeeAsync(Path);

        var link = WebUtility.HtmlDecode(Regex.Match(page, "href=\"(otpauth:[^\"]+)\"").Groups[1].Value);
        Assert.Contains("secret=" + OneTimeCode.Written(Unwritten(page)), link, StringComparison.Ordinal);
        var picture = Regex.Match(page, "<svg class=\"qr\" role=\"img\" aria-label=\"[^\"]+\" viewBox=\"0 0 (\\d+) \\1\".*<path d=\"([^\"]+)\"");
        Assert.Equal(link, QrCodeTests.Read(int.Parse(picture.Groups[1].Value, CultureInfo.InvariantCulture), picture.Groups[2].Value));
    }

    [Fact]
    public async Task ACodeIsGoodOnce()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var (secret, recovery) = await SetUpAsync(site, ruth);
        using var one = new Visitor(site.Live);
        using var other = new Visitor(site.Live);
        await EnterPasswordAsync(one);
        await EnterPasswordAsync(other);
        // The one it was set up with is used up.
        Assert.Null(await EnterAsync(one, CodeOf(site, secret)));
        site.Time.Advance(OneTimeCode.Shown);
        var code = CodeOf(site, secret);
        var before = OneTimeCode.At(secret, OneTimeCode.StepOf(site.Time.GetUtcNow()) - 1);

        Assert.NotNull(await EnterAsync(one, code));
        Assert.Null(await EnterAsync(other, code));
        Assert.Null(await EnterAsync(other, before));
        Assert.NotNull(await EnterAsync(other, " " + recovery[3].ToUpperInvariant()));
        await EnterPasswordAsync(one);
        Assert.Null(await EnterAsync(one, recovery[3]));
        Assert.Contains(Book(site).Audit.Latest(20), entry => entry.What == "recovery-code-used");
    }

    [Fact]
    public async Task GuessingAtCodesIsSlowedThoughThePasswordIsKnown()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var (secret, _) = await SetUpAsync(site, ruth);
        site.Time.Advance(OneTimeCode.Shown);
        using var thief = new Visitor(site.Live);
        for (var i = 0; i < 5; i++)
        {
            // The right password in between wipes nothing out.
            await EnterPasswordAsync(thief);
            Assert.Null(await EnterAsync(thief, "000000"));
        }

        Assert.Null(await EnterAsync(thief, CodeOf(site, secret)));
        using var answer = await thief.SignInAsync("ruth", SomeAccounts.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

        site.Time.Advance(TimeSpan.FromMinutes(2));
        await EnterPasswordAsync(thief);
        Assert.NotNull(await EnterAsync(thief, CodeOf(site, secret)));
    }

    [Fact]
    public async Task ATicketIsForAFewMinutesAndOnePassword()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var (secret, _) = await SetUpAsync(site, ruth);
        using var late = new Visitor(site.Live);
        await EnterPasswordAsync(late);
        site.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(await EnterAsync(late, CodeOf(site, secret)));

        await EnterPasswordAsync(late);
        Book(site).SetPassword(Book(site).Find("ruth")!, "nine herrings on a pier");
        Assert.Null(await EnterAsync(late, CodeOf(site, secret)));

        late.Dispose();
        using var forger = new Visitor(site.Live);
        await forger.SeeAsync("/desk/sign-in");
        using var forged = await forger.SendAsync("/desk/sign-in/code", ("ticket", "nonsense"), ("code", CodeOf(site, secret)));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
    }

    [Theory]
    [InlineData("not the password at all", null)]
    [InlineData(SomeAccounts.Password, "123456")]
    public async Task NobodySetsItUpWithoutThePasswordAndACode(string password, string? code)
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "who-sets-nothing-up");
        var secret = Unwritten(await ruth.SeeAsync(Path));

        using var answer = await ruth.SendAsync(Path, ("do", "on"), ("present", password), ("secret", ruth.Field("secret")), ("code", code ?? CodeOf(site, secret)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(Book(site).SecondFactors.Has(Book(site).Find("who-sets-nothing-up")!));
        // Nor with a secret that somebody else chose.
        using var planted = await ruth.SendAsync(Path, ("do", "on"), ("present", SomeAccounts.Password), ("secret", "nonsense"), ("code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, planted.StatusCode);
    }

    [Fact]
    public async Task OneThatIsOnIsNotReplacedByAPageThatWasLeftOpen()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var leftOpen = Unwritten(await ruth.SeeAsync(Path));
        var offered = ruth.Field("secret");
        await SetUpAsync(site, ruth);
        await ruth.SeeAsync(Path);

        using var answer = await ruth.SendAsync(Path, ("do", "on"), ("present", SomeAccounts.Password), ("secret", offered), ("code", CodeOf(site, leftOpen)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("It is on already.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owners", Role.Owner, true)]
    [InlineData("owners", Role.Editor, false)]
    [InlineData("everybody", Role.Reader, true)]
    [InlineData("nobody", Role.Owner, false)]
    public async Task WhoMustHaveItGetsNoFurtherWithoutIt(string rule, Role role, bool isHeld)
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings: text => text.Replace("signInsPerMinute:", $"secondFactor: {rule}\n  signInsPerMinute:", StringComparison.Ordinal));
        using var ruth = await Visitor.SignedInAsync(site.Live, role, "ruth");
        foreach (var path in new[] { "/desk", "/desk/me", "/desk/nothing/here" })
        {
            using var answer = await ruth.AskAsync(path);
            Assert.Equal(isHeld, answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString() == Path);
        }

        await ruth.SeeAsync(Path);
        using (var run = await ruth.SendAsync("/desk/me", ("do", "token"), ("scope", "read")))
            Assert.Equal(isHeld ? HttpStatusCode.Redirect : HttpStatusCode.OK, run.StatusCode);
        Assert.Equal(isHeld ? 0 : 1, Book(site).Tokens().Count);

        await SetUpAsync(site, ruth);
        Assert.Equal(HttpStatusCode.OK, (await ruth.AskAsync("/desk/me")).StatusCode);
    }

    [Fact]
    public async Task NeitherSecretNorRecoveryCodeStandsInTheFile()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        var (secret, recovery) = await SetUpAsync(site, ruth);

        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(site.Root, ".broadsheet"), "accounts.db*"))
        {
            var content = await ReadAsync(file);
            Assert.DoesNotContain(OneTimeCode.Written(secret), content, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(secret), content, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(System.Text.Encoding.Latin1.GetString(secret), content, StringComparison.Ordinal);
            Assert.All(recovery, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), content, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task<(byte[] Secret, IReadOnlyList<string> Recovery)> SetUpAsync(SiteCopy site, Visitor visitor)
    {
        var secret = Unwritten(await visitor.SeeAsync(Path));
        using var answer = await visitor.SendAsync(Path, ("do", "on"), ("present", SomeAccounts.Password), ("secret", visitor.Field("secret")), ("code", CodeOf(site, secret)));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page);
        return (secret, [.. SecretShown().Matches(page).Select(match => match.Groups[1].Value)]);
    }

    private static async Task EnterPasswordAsync(Visitor visitor, string goal = "")
    {
        using var answer = await visitor.SignInAsync("ruth", SomeAccounts.Password, goal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        visitor.Page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Where the code leads; null when it does not let in.</summary>
    private static async Task<string?> EnterAsync(Visitor visitor, string code)
    {
        using var answer = await visitor.SendAsync("/desk/sign-in/code", ("ticket", visitor.Field("ticket")), ("return", visitor.Field("return")), ("code", code));
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, answer.StatusCode.ToString());
        return answer.Headers.Location?.ToString();
    }

    private static string CodeOf(SiteCopy site, byte[] secret) => OneTimeCode.At(secret, OneTimeCode.StepOf(site.Time.GetUtcNow()));

    private static byte[] Unwritten(string page)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(SecretShown().Match(page).Groups[1].Value.Select(letter => Convert.ToString(letters.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static AccountBook Book(SiteCopy site) => site.Live.Services.GetRequiredService<AccountBook>();

    [GeneratedRegex("<code class=\"secret\">([^<]+)</code>")]
    private static partial Regex SecretShown();
}
