using System.Text;
using Broadsheet.Polling.Recording;
using SkiaSharp;

namespace Broadsheet.Cli.Tests;

/// <summary>What one run learns of publishers, and a later one uses.</summary>
public sealed class LearntTests
{
    private const string Text = "After two years of repairs the bridge over the river carries cars and trams again, said the city on Saturday.";

    [Fact]
    public async Task ThePublishingSystemsIconIsNobodysInALaterRunToo()
    {
        using var site = SiteCopy.Empty();
        var icon = Icon();
        await RunAsync(site, 6, [.. Enumerable.Range(1, 3).Select(number => new Paper($"paper{number}.example", ["The bridge opens again"], icon, null))]);

        await RunAsync(site, 7, [new Paper("paper4.example", ["The bridge opens again"], icon, null), new Paper("paper5.example", ["The bridge opens again"], Icon(SKColors.Green), null)]);

        var logos = Directory.GetFiles(Path.Combine(site.Root, "assets", "images", "organizations")).Select(path => Path.GetFileName(path)!).ToArray();
        Assert.Contains("paper3.example-400x400.jpg", logos);
        Assert.DoesNotContain("paper4.example-400x400.jpg", logos);
        Assert.Contains("paper5.example-400x400.jpg", logos);
    }

    [Fact]
    public async Task ASitesCardIsNoPictureInALaterRunEither()
    {
        using var site = SiteCopy.Empty();
        var card = new SocialPicture("https://img.example/front.png", Icon(size: 600));
        string[] first = ["The bridge opens again", "The ferry is late", "The school is painted", "The market moves", "The lamp is lit", "The tower stands"];
        await RunAsync(site, 6, [new Paper("paper.example", first, null, card)]);

        await RunAsync(site, 7, [new Paper("paper.example", ["The harbour freezes over"], null, card), new Paper("other.example", ["The harbour thaws at last"], null, card)]);

        Assert.DoesNotContain("\nimages:", Record(site, "the-harbour-freezes-over"), StringComparison.Ordinal);
        Assert.Contains("\nimages:", Record(site, "the-harbour-thaws-at-last"), StringComparison.Ordinal);
    }

    private static string Record(SiteCopy site, string slug) =>
        File.ReadAllText(Directory.GetFiles(Path.Combine(site.Root, "_news"), $"*{slug}.md", SearchOption.AllDirectories).Single());

    /// <summary>Runs the site over papers that exist only in a recording of that day.</summary>
    private static async Task RunAsync(SiteCopy site, int day, IReadOnlyList<Paper> papers)
    {
        var recording = Path.Combine(site.Root, "..", $"{Path.GetFileName(site.Root)}-{day}.warc.gz");
        using (var warc = WarcWriter.Create(recording, new(2026, 3, day, 18, 0, 0, TimeSpan.Zero)))
        {
            foreach (var paper in papers)
                Write(warc, paper, day);
        }

        site.Write("broadsheet.yml", "title: Learnt\nurl: http://localhost:8080\n");
        site.Write("feeds.opml", $"""
            <opml version="2.0" xmlns:broadsheet="https://broadsheet.news/opml"><head/><body>
            {string.Concat(papers.Select(paper => $"<outline type=\"rss\" text=\"{paper.Domain}\" xmlUrl=\"https://{paper.Domain}/{day}/feed.xml\" broadsheet:kind=\"curated\"/>"))}
            </body></opml>
            """);
        try
        {
            await BroadsheetProcess.DoneAsync("run", site.Root, "--replay", recording, "--now", $"2026-03-0{day}T18:00:00Z");
        }
        finally
        {
            File.Delete(recording);
        }
    }

    private static void Write(WarcWriter warc, Paper paper, int day)
    {
        var items = new StringBuilder();
        foreach (var (title, number) in paper.Titles.Select((title, number) => (title, number)))
        {
            var address = $"https://{paper.Domain}/{day}/{number}";
            items.Append($"<item><title>{title}</title><link>{address}</link><description>{Text}</description><pubDate>Fri, 0{day} Mar 2026 12:00:00 GMT</pubDate></item>");
            Answer(warc, address, "text/html", Encoding.UTF8.GetBytes(
                $"<html lang=\"en\"><head><title>{title}</title>{(paper.Icon is null ? "" : "<link rel=\"apple-touch-icon\" sizes=\"180x180\" href=\"/icon.png\">")}"
                + $"{(paper.Card is null ? "" : $"<meta property=\"og:image\" content=\"{paper.Card.Url}\">")}</head><body><h1>{title}</h1><p>{Text}</p></body></html>"));
        }

        Answer(warc, $"https://{paper.Domain}/{day}/feed.xml", "application/rss+xml", Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>{paper.Domain}</title>{items}</channel></rss>"));
        if (paper.Icon is not null)
            Answer(warc, $"https://{paper.Domain}/icon.png", "image/png", paper.Icon);
        if (paper.Card is not null)
            Answer(warc, paper.Card.Url, "image/png", paper.Card.Bytes);
    }

    private static void Answer(WarcWriter warc, string url, string type, byte[] body) =>
        warc.Write("response", url, "application/http;msgtype=response", [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]);

    private static byte[] Icon(SKColor? colour = null, int size = 180)
    {
        using var pixels = new SKBitmap(size, size);
        pixels.Erase(SKColors.Navy);
        pixels.SetPixel(size / 2, size / 2, colour ?? SKColors.White);
        using var encoded = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private sealed record Paper(string Domain, string[] Titles, byte[]? Icon, SocialPicture? Card);

    private sealed record SocialPicture(string Url, byte[] Bytes);
}
