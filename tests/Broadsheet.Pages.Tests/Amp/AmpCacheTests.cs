using System.Text.Json;
using CsCheck;

namespace Broadsheet.Pages.Tests.Amp;

public sealed class AmpCacheTests
{
    [Theory]
    [InlineData("https://www.harbour-gazette.example/amp/ferry", "https://www-harbour--gazette-example.cdn.ampproject.org/c/s/www.harbour-gazette.example/amp/ferry")]
    [InlineData("http://amp.example.com/a?x=1", "https://amp-example-com.cdn.ampproject.org/c/amp.example.com/a?x=1")]
    [InlineData("https://en-us.example.com/", "https://0-en--us-example-com-0.cdn.ampproject.org/c/s/en-us.example.com/")]
    [InlineData("https://EXAMPLE.com/Path", "https://example-com.cdn.ampproject.org/c/s/example.com/Path")]
    [InlineData("https://example.com/?x=1", "https://example-com.cdn.ampproject.org/c/s/example.com?x=1")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-example-wob.cdn.ampproject.org/c/s/bücher.example/a")]
    [InlineData("https://xn--bcher-kva.example/a", "https://xn--bcher-example-wob.cdn.ampproject.org/c/s/xn--bcher-kva.example/a")]
    public void ReadableHostsBecomeOneLabel(string url, string expected) => Assert.Equal(expected, AmpCache.UrlFor(url));

    [Theory]
    [InlineData("https://example.com:8443/a")]
    [InlineData("https://example.com:443/a")]
    [InlineData("https://user:secret@example.com/a")]
    [InlineData("https://user@example.com/a")]
    [InlineData("ftp://example.com/a")]
    [InlineData("//example.com/a")]
    [InlineData("/amp/a")]
    [InlineData("https://")]
    [InlineData("")]
    [InlineData(null)]
    public void APortCredentialsOrAnotherSchemeGiveNone(string? url) => Assert.Null(AmpCache.UrlFor(url));

    [Theory]
    [InlineData("https://localhost/a", "jgla3zmib2ggq5buc4hwi5taloh6jlvzukddfr4zltz3vay5s5rq")]
    [InlineData("https://[::1]/a", "nulkw2k526ir3phzo4j7jpbgyfq5nkj25vqg63jpjy5fg44vc76a")]
    [InlineData("https://ab--cd.example/a", "5olcxmsjti24ub5hqmm6q3iglezynusluuoa34vix756vtz5dc6q")]
    public void HostsThatMakeNoReadableLabelAreHashed(string url, string label) =>
        Assert.Equal($"https://{label}.cdn.ampproject.org/c/s/{url[8..]}", AmpCache.UrlFor(url));

    [Fact]
    public void PicturesFontsAndViewersHaveTheirOwnPaths()
    {
        Assert.Equal("https://example-com.cdn.ampproject.org/i/s/example.com/a.png", AmpCache.UrlFor("https://example.com/a.png", AmpServing.Image));
        Assert.Equal("https://example-com.cdn.ampproject.org/r/s/example.com/a.woff", AmpCache.UrlFor("https://example.com/a.woff", AmpServing.Resource));
        Assert.Equal("https://example-com.cdn.ampproject.org/v/s/example.com/a", AmpCache.UrlFor("https://example.com/a", AmpServing.Viewer));
    }

    [Fact]
    public void TheAddressOfThePageCanBeReadBackFromTheCacheAddress()
    {
        var label = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"].Array[1, 12].Select(chars => new string(chars).Trim('-')).Where(text => text.Length > 0);
        var path = Gen.Char["abc/-_.%?=&"].Array[1, 30].Select(chars => "/a" + new string(chars));
        Gen.Select(label.Array[2, 4], path, Gen.Bool).Sample((labels, tail, https) =>
        {
            var host = string.Join('.', labels);
            var url = $"{(https ? "https" : "http")}://{host}{tail}";

            var cached = AmpCache.UrlFor(url)!;

            var at = cached.IndexOf("/c/", StringComparison.Ordinal);
            var rest = cached[(at + 3)..];
            var back = rest.StartsWith("s/", StringComparison.Ordinal) && https ? "https://" + rest[2..] : "http://" + rest;
            Assert.Equal(url, back);
            var sub = new Uri(cached).Host.Split('.')[0];
            Assert.InRange(sub.Length, 1, 63);
        });
    }

    [Fact]
    public void TheReferenceImplementationAgrees()
    {
        var path = DevelopmentData.Path("..", "spec", "amp-vectors.jsonl");
        foreach (var line in File.ReadLines(path))
        {
            using var vector = JsonDocument.Parse(line);
            var root = vector.RootElement;
            // Ports, credentials and what is no absolute address are answered with none, on purpose.
            if (root.GetProperty("mode").GetString() is not ("content" or "image" or "viewer") || root.GetProperty("class").GetString() is "port" or "odd")
                continue;
            var serving = root.GetProperty("mode").GetString() switch { "image" => AmpServing.Image, "viewer" => AmpServing.Viewer, _ => AmpServing.Document };

            Assert.Equal(root.GetProperty("cache").GetString(), AmpCache.UrlFor(root.GetProperty("url").GetString(), serving));
        }
    }
}
