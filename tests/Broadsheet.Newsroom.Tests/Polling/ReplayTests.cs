using System.Collections.ObjectModel;
using System.IO.Compression;
using System.Text;
using Broadsheet.Polling;
using Broadsheet.Polling.Recording;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Polling;

public sealed class ReplayTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-replay-").FullName;

    [Fact]
    public async Task AReplayAnswersWhatTheNetworkAnswered()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher
            .On("/feed", FakePublisher.Document("<rss>ä</rss>", headers: ["ETag: \"1\"", "Cache-Control: max-age=60"]))
            .On("/moved", FakePublisher.Redirect("/feed", 301))
            .On("/half", FakePublisher.HalfBody())
            .On("/huge", FakePublisher.Bytes(200L * 1024 * 1024, isLengthStated: true))
            .On("/bomb", FakePublisher.GzipBomb(megabytes: 40))
            .On("/picture", FakePublisher.Bytes(300 * 1024, isLengthStated: true))
            .On("/silent", FakePublisher.Silence())
            .On("/mute", context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted))
            .On("/gone", FakePublisher.Status(410))
            .On("/busy", FakePublisher.Status(503, "Retry-After: 0"))
            .On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /secret", "text/plain"));
        FetchRequest[] requests =
        [
            .. new[] { "/feed", "/moved", "/half", "/huge", "/bomb", "/gone", "/none", "/busy" }
                .Select(path => new FetchRequest { Url = publisher.Url(path), Kind = FetchKind.Feed }),
            new() { Url = publisher.Url("/secret"), Kind = FetchKind.Page },
            new() { Url = publisher.Url("/picture"), Kind = FetchKind.PictureHeader },
            new() { Url = "http://127.0.0.1:1/", Kind = FetchKind.Feed },
            new() { Url = "https://no-such-host.invalid/", Kind = FetchKind.Feed },
            new() { Url = "http://169.254.169.254/", Kind = FetchKind.Feed },
            new() { Url = publisher.Url("/silent"), Kind = FetchKind.Feed },
            new() { Url = publisher.Url("/mute"), Kind = FetchKind.Feed },
        ];
        var options = new PollingOptions { AllowLoopback = true, HostDelay = TimeSpan.Zero, TimeLimit = TimeSpan.FromSeconds(1), FailuresBeforeRest = 100 };
        var path = Path.Combine(folder, "run.warc.gz");

        List<string> live, replayed;
        using (var web = WebFetcher.Recording(path, options, TimeProvider.System, Some.Moment))
            live = await AskAsync(web, requests);
        var asked = publisher.Requests.Count;
        using (var web = WebFetcher.Replaying(path, options, Some.Moment))
            replayed = await AskAsync(web, requests);

        Assert.Equal(live, replayed);
        Assert.Equal(asked, publisher.Requests.Count);
    }

    [Fact]
    public async Task AReplayAnswersAMissWithAReason()
    {
        var path = Write([("https://gazette.example/feed", "<rss/>")]);
        using var web = WebFetcher.Replaying(path, new PollingOptions(), Some.Moment);

        var page = await web.FetchAsync(new FetchRequest { Url = "https://gazette.example/page", Kind = FetchKind.Page }, Cancellation);

        Assert.Equal(new FetchResult.Failed("The recording does not hold this address (HTTP 504).", "http-504"), page);
    }

    [Fact]
    public async Task AReplayAnswersItsOwnValidatorsWithNotModified()
    {
        var path = Write([("https://gazette.example/feed", "<rss/>")], "ETag: \"1\"\r\n");
        using var web = WebFetcher.Replaying(path, new PollingOptions(), Some.Moment);
        var request = new FetchRequest { Url = "https://gazette.example/feed", Kind = FetchKind.Feed };

        Assert.IsType<FetchResult.Fetched>(await web.FetchAsync(request with { ETag = "\"0\"" }, Cancellation));
        Assert.IsType<FetchResult.NotModified>(await web.FetchAsync(request with { ETag = "\"1\"" }, Cancellation));
    }

    [Theory]
    [InlineData(-1, "first")]
    [InlineData(0, "first")]
    [InlineData(90, "second")]
    [InlineData(500, "third")]
    public void OfSeveralAnswersTheLastUpToTheMomentIsGiven(int minutes, string expected)
    {
        var path = Path.Combine(folder, "several.warc.gz");
        using (var file = File.Create(path))
        {
            foreach (var (body, at) in new[] { ("first", 0), ("third", 120), ("second", 60) })
            {
                using var packed = new MemoryStream();
                using (var writer = new WarcWriter(packed, Some.Moment.AddMinutes(at)))
                    writer.Write("response", "https://gazette.example/", "application/http; msgtype=response", Response(body));
                file.Write(packed.ToArray());
            }
        }

        var record = WarcIndex.Open(path).Find("https://gazette.example/#top", Some.Moment.AddMinutes(minutes));

        Assert.EndsWith(expected, Encoding.UTF8.GetString(record!.Block.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWrittenIsRead() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 30], Gen.Byte.Array[0, 5000]).List[0, 20].Sample(records =>
        {
            using var packed = new MemoryStream();
            using (var writer = new WarcWriter(packed, Some.Moment))
            {
                foreach (var (path, block) in records)
                    writer.Write("response", "https://gazette.example/" + path, "application/http; msgtype=response", block);
            }

            using var reader = new WarcReader(new MemoryStream(packed.ToArray()));
            Assert.Equal("warcinfo", reader.Read()?.Type);
            foreach (var (path, block) in records)
            {
                var record = reader.Read();
                Assert.Equal("https://gazette.example/" + path, record?.TargetUri);
                Assert.Equal(Some.Moment, record!.Date);
                Assert.Equal(block, record.Block.ToArray());
            }

            Assert.Null(reader.Read());
        });

    [Fact]
    public void TheSameRecordsGiveTheSameBytes()
    {
        Assert.Equal(File.ReadAllBytes(Write([("https://gazette.example/", "x")], "", "a.gz")), File.ReadAllBytes(Write([("https://gazette.example/", "x")], "", "b.gz")));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task ReadsAFilePackedPerRecordAsAWholeOrNotAtAll(bool isPacked, bool isPerRecord)
    {
        var path = Write([("https://gazette.example/a", "first"), ("https://gazette.example/b", "second")]);
        if (!isPerRecord)
        {
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
                gzip.CopyTo(unpacked);
            using var file = File.Create(path);
            using Stream target = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
            target.Write(unpacked.ToArray());
        }

        using var web = WebFetcher.Replaying(path, new PollingOptions(), Some.Moment);
        var result = await web.FetchAsync(new FetchRequest { Url = "https://gazette.example/b", Kind = FetchKind.Feed }, Cancellation);

        Assert.Equal("second", Encoding.UTF8.GetString(Assert.IsType<FetchResult.Fetched>(result).Body.Span));
    }

    [Fact]
    public void ReadsAnyBytesWithoutHarm()
    {
        var good = File.ReadAllBytes(Write([("https://gazette.example/a", "first")]));

        Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[0, 600]).Sample((noise, cut) =>
        {
            using var damaged = new WarcReader(new MemoryStream([.. good[..Math.Min(cut, good.Length)], .. noise]));
            while (damaged.Read() is { } record)
                Assert.True(record.Block.Length <= record.BlockLength);
        });
    }

    [Fact]
    public void RefusesAFileThatIsNoRecording()
    {
        var path = Path.Combine(folder, "no.warc.gz");
        File.WriteAllText(path, "hello");

        Assert.Throws<InvalidDataException>(() => WarcIndex.Open(path));
    }

    [Fact]
    public async Task AnswersEveryAddressOfARealRecording()
    {
        var path = DevelopmentData.Find("pages/newsdays.warc.gz");
        if (path is null)
            Assert.Skip(DevelopmentData.Absent);
        var addresses = new List<string>();
        using (var reader = new WarcReader(File.OpenRead(path)))
        {
            while (reader.Read(blockLimit: 0) is { } record)
            {
                if (record.Type == "response")
                    addresses.Add(record.TargetUri!);
            }
        }

        using var web = WebFetcher.Replaying(path, new PollingOptions(), Some.Moment);
        var answers = new List<FetchResult>();
        await foreach (var (_, result) in web.FetchAllAsync([.. addresses.Select(url => new FetchRequest { Url = url, Kind = FetchKind.Feed })], Cancellation))
            answers.Add(result);

        Assert.True(addresses.Count > 1000);
        Assert.Equal(addresses.Count, answers.Count);
        Assert.All(answers, answer => Assert.NotEqual(0, Assert.IsType<FetchResult.Fetched>(answer).Body.Length));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<List<string>> AskAsync(WebFetcher web, IReadOnlyCollection<FetchRequest> requests)
    {
        var answers = new List<string>();
        await foreach (var (request, result) in web.FetchAllAsync(requests, Cancellation))
            answers.Add($"{request.Url} {result switch
            {
                FetchResult.Fetched fetched => $"{fetched with { Body = default, Links = [], Headers = ReadOnlyDictionary<string, string>.Empty }} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(fetched.Body.Span))}",
                _ => result.ToString(),
            }}");
        answers.Sort(StringComparer.Ordinal);
        return answers;
    }

    private static byte[] Response(string body, string headers = "") => Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\n{body}");

    private string Write((string Url, string Body)[] pages, string headers = "", string name = "pages.warc.gz")
    {
        var path = Path.Combine(folder, name);
        using var writer = WarcWriter.Create(path, Some.Moment);
        foreach (var (url, body) in pages)
            writer.Write("response", url, "application/http; msgtype=response", Response(body, headers));
        return path;
    }
}
