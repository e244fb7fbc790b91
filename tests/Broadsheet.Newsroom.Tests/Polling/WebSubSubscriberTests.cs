using System.Security.Cryptography;
using System.Text;
using Broadsheet.Polling.WebSub;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Polling;

public sealed class WebSubSubscriberTests
{
    private static readonly DateTimeOffset At = Some.Moment;
    private static readonly WebSubSubscription Fresh =
        WebSubSubscription.To("https://gazette.example/feed", "https://hub.example/", "0123456789abcdef"u8);

    private static readonly WebSubSubscription Asked = Fresh with { AskedAt = At };

    [Fact]
    public void TokenAndSecretAreTheSameAgainAndDifferFromEachOtherAndFromOtherFeeds()
    {
        var again = WebSubSubscription.To(Fresh.Topic, Fresh.Hub, "0123456789abcdef"u8);
        var other = WebSubSubscription.To(Fresh.Topic + "2", Fresh.Hub, "0123456789abcdef"u8);

        Assert.Equal(Fresh, again);
        Assert.Equal(4, new[] { Fresh.Token, Fresh.Secret, other.Token, other.Secret }.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => WebSubSubscription.To("a", "b", "short"u8));
    }

    [Fact]
    public void AsksForALeaseAndGivesASecret()
    {
        var form = WebSubSubscriber.RequestFor(Fresh, "https://paper.example/websub/x").ToDictionary();

        Assert.Equal("subscribe", form["hub.mode"]);
        Assert.Equal(Fresh.Topic, form["hub.topic"]);
        Assert.Equal("864000", form["hub.lease_seconds"]);
        Assert.Equal(Fresh.Secret, form["hub.secret"]);
        Assert.DoesNotContain("hub.secret", WebSubSubscriber.RequestFor(Fresh, "x", isForLeaving: true).ToDictionary().Keys);
    }

    [Theory]
    [InlineData("subscribe", "https://gazette.example/feed", "c", true, 200)]
    [InlineData("subscribe", "https://gazette.example/feed", "c", false, 404)]
    [InlineData("subscribe", "https://gazette.example/feed", "", true, 404)]
    [InlineData("subscribe", "https://other.example/feed", "c", true, 404)]
    [InlineData("unsubscribe", "https://gazette.example/feed", "c", true, 404)]
    [InlineData("unsubscribe", "https://gazette.example/feed", "c", false, 200)]
    [InlineData("publish", "https://gazette.example/feed", "c", true, 404)]
    public void ConfirmsOnlyWhatWasMeant(string mode, string topic, string challenge, bool isWanted, int status)
    {
        var answer = Answer(Asked, mode, topic, challenge, isWanted);

        Assert.Equal((status, status == 200 ? challenge : ""), (answer.Status, answer.Body));
        Assert.Equal(status == 200 && isWanted, WebSubSubscriber.IsActive(answer.Subscription!, At));
    }

    [Fact]
    public void ConfirmsNothingThatWasNeverAsked()
    {
        Assert.Equal(404, Answer(Fresh, "subscribe", Fresh.Topic, "c", isWanted: true).Status);
        Assert.Equal(404, Answer(null, "subscribe", Fresh.Topic, "c", isWanted: true).Status);
    }

    [Theory]
    [InlineData("86400", 86400)]
    [InlineData("1", 60)]
    [InlineData("99999999999", 366 * 24 * 3600)]
    [InlineData("many", 864000)]
    [InlineData(null, 864000)]
    public void TakesTheLeaseTheHubGrants(string? stated, int seconds)
    {
        var query = Query("subscribe", Fresh.Topic, "c");
        if (stated is not null)
            query["hub.lease_seconds"] = stated;

        Assert.Equal(At.AddSeconds(seconds), WebSubSubscriber.Answer(Asked, query, isWanted: true, At).Subscription!.LeaseUntil);
    }

    [Fact]
    public void RenewsBeforeTheLeaseEndsAndRetriesWhenNobodyAnswers()
    {
        var tenDays = Asked with { ConfirmedAt = At, LeaseUntil = At.AddDays(10) };
        var oneHour = Asked with { ConfirmedAt = At, LeaseUntil = At.AddHours(1) };

        Assert.Equal(At, WebSubSubscriber.AskAt(Fresh, At));
        Assert.Equal(At.AddHours(1), WebSubSubscriber.AskAt(Asked, At));
        Assert.Equal(At.AddDays(9), WebSubSubscriber.AskAt(tenDays, At));
        Assert.Equal(At.AddMinutes(48), WebSubSubscriber.AskAt(oneHour, At));
        Assert.Equal(At.AddDays(9).AddHours(1), WebSubSubscriber.AskAt(tenDays with { AskedAt = At.AddDays(9) }, At.AddDays(9)));
        Assert.Equal(At.AddDays(7), WebSubSubscriber.AskAt(Asked with { Denied = "no" }, At));
    }

    [Fact]
    public void BelievesADeliveryOnlyWithTheRightSignature()
    {
        var body = "<rss/>"u8.ToArray();
        var secret = Encoding.UTF8.GetBytes(Fresh.Secret);
        var sha256 = Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));

        Assert.True(WebSubSubscriber.IsGenuine(Fresh, "sha256=" + sha256, body));
        Assert.True(WebSubSubscriber.IsGenuine(Fresh, "sha256=" + sha256.ToUpperInvariant(), body));
#pragma warning disable CA5350 // Hubs use it.
        Assert.True(WebSubSubscriber.IsGenuine(Fresh, "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(secret, body)), body));
#pragma warning restore CA5350
        Assert.True(WebSubSubscriber.IsGenuine(Fresh, "sha384=" + Convert.ToHexStringLower(HMACSHA384.HashData(secret, body)), body));
        Assert.True(WebSubSubscriber.IsGenuine(Fresh, "sha512=" + Convert.ToHexStringLower(HMACSHA512.HashData(secret, body)), body));
        Assert.False(WebSubSubscriber.IsGenuine(Fresh, "sha256=" + sha256, "<rss>"u8));
        foreach (var signature in new[] { null, "", "=", "sha256=", "sha256=zz", "sha256=" + sha256[2..], "sha512=" + sha256, "md5=" + sha256, sha256 })
            Assert.False(WebSubSubscriber.IsGenuine(Fresh, signature, body));
    }

    private static WebSubAnswer Answer(WebSubSubscription? subscription, string mode, string topic, string challenge, bool isWanted) =>
        WebSubSubscriber.Answer(subscription, Query(mode, topic, challenge), isWanted, At);

    private static Dictionary<string, string> Query(string mode, string topic, string challenge) =>
        new(StringComparer.Ordinal) { ["hub.mode"] = mode, ["hub.topic"] = topic, ["hub.challenge"] = challenge };
}
