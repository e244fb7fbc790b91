using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Broadsheet.Server.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Tests;

/// <summary>Printed files from memory, over HTTP: always what the disk has.</summary>
public sealed class PrintedFilesTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-printed-").FullName;
    private string folder = "";
    private WebApplication app = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        folder = Directory.CreateDirectory(Path.Combine(root, "public")).FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        PublicSite.Map(app, folder);
        await app.StartAsync(Cancellation);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task APagePrintedAnewIsSeenAtOnce()
    {
        Write("index.html", "the first");
        // Written long before it is read, so that it is kept.
        File.SetLastWriteTimeUtc(Path.Combine(folder, "index.html"), new DateTime(2026, 3, 7, 18, 0, 0, DateTimeKind.Utc));
        Assert.Equal("the first", await http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));

        for (var i = 0; i < 20; i++)
        {
            Write("index.html", $"printing {i:00}");
            Assert.Equal($"printing {i:00}", await http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
        }

        File.Delete(Path.Combine(folder, "index.html"));
        using var gone = await http.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task APackedPageUnpacksToTheFileAndHasATagOfItsOwn(string encoding)
    {
        var text = string.Concat(Enumerable.Repeat("Seven herrings on a quay. ", 100));
        Write("page.html", text);
        using var plain = await http.GetAsync(new Uri("/page.html", UriKind.Relative), Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page.html");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));

        using var packed = await http.SendAsync(request, Cancellation);

        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], packed.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        await using var stream = await packed.Content.ReadAsStreamAsync(Cancellation);
        await using Stream unpacking = encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacking);
        Assert.Equal(text, await reader.ReadToEndAsync(Cancellation));
    }

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(300_000)]
    public async Task ALargeFileArrivesWhole(int length)
    {
        var text = string.Create(length, 0, static (letters, _) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = (char)('a' + (i % 23));
        });
        Write("large.html", text);

        Assert.Equal(text, await http.GetStringAsync(new Uri("/large.html", UriKind.Relative), Cancellation));
        Assert.Equal(text, await http.GetStringAsync(new Uri("/large.html", UriKind.Relative), Cancellation));
    }

    [Fact]
    public async Task APartIsSentOfAKeptPageToo()
    {
        Write("page.html", "0123456789");
        await http.GetStringAsync(new Uri("/page.html", UriKind.Relative), Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page.html");
        request.Headers.Range = new RangeHeaderValue(2, 4);

        using var part = await http.SendAsync(request, Cancellation);

        Assert.Equal((HttpStatusCode.PartialContent, "234"), (part.StatusCode, await part.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("<html></html>\n<!-- 301 /story/s1/ -->\n", HttpStatusCode.MovedPermanently, "/story/s1/?from=mail")]
    [InlineData("<html></html>\n<!-- 410 -->\n", HttpStatusCode.Gone, null)]
    [InlineData("<html></html>\n<!-- 301 //elsewhere.example/ -->\n", HttpStatusCode.OK, null)]
    [InlineData("<html></html>\n<!-- 301 https://elsewhere.example/ -->\n", HttpStatusCode.OK, null)]
    [InlineData("<html><!-- 410 -->\n</html>\n", HttpStatusCode.OK, null)]
    [InlineData("<html><!-- 410 -->\n", HttpStatusCode.OK, null)]
    public async Task APageThatWentIsAnsweredWithWhatBecameOfIt(string page, HttpStatusCode status, string? location)
    {
        Write("story/s0/index.html", page);

        using var answer = await http.GetAsync(new Uri("/story/s0/?from=mail", UriKind.Relative), Cancellation);

        Assert.Equal((status, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(page, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task APageThatComesBackIsThereAtOnce()
    {
        Write("story/s0/index.html", "<html></html>\n<!-- 301 /story/s1/ -->\n");
        using var moved = await http.GetAsync(new Uri("/story/s0/", UriKind.Relative), Cancellation);
        Write("story/s0/index.html", "back");

        Assert.Equal("max-age=300", moved.Headers.CacheControl?.ToString().Replace("public, ", "", StringComparison.Ordinal));
        Assert.Equal("back", await http.GetStringAsync(new Uri("/story/s0/", UriKind.Relative), Cancellation));
    }

    [Fact]
    public async Task HeadSaysTheLengthAndSendsNothing()
    {
        Write("page.html", "0123456789");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/page.html");

        using var head = await http.SendAsync(request, Cancellation);

        Assert.Equal((HttpStatusCode.OK, 10L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("/.hidden")]
    [InlineData("/folder")]
    [InlineData("/%2e%2e/secret.html")]
    [InlineData("/..%2fsecret.html")]
    [InlineData("/odd.unknown")]
    public async Task WhatTheFileServerWouldNotGiveIsNotGiven(string path)
    {
        Write(".hidden", "no");
        Write("odd.unknown", "no");
        Write("folder/index.html", "no");
        Write("../secret.html", "no");
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task MoreThanMemoryHoldsIsServedAllTheSame()
    {
        var large = new string('x', 1_000_000);
        for (var i = 0; i < 60; i++)
            Write($"{i}.html", large + i);

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 60; i++)
                Assert.EndsWith("x" + i, await http.GetStringAsync(new Uri($"/{i}.html", UriKind.Relative), Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnswersMakeRoomWhenTheyAreTooMany()
    {
        var answers = new KeptAnswers();
        for (var i = 0; i < 40; i++)
            answers.Keep($"/api/v2/stories?cursor={i}", new byte[1024 * 1024]);

        Assert.Null(answers.Find("/api/v2/stories?cursor=0"));
        Assert.NotNull(answers.Find("/api/v2/stories?cursor=39"));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // As printing does it: a new file takes the old one's place.
        File.WriteAllText(path + ".new", text, new UTF8Encoding(false));
        File.Move(path + ".new", path, overwrite: true);
    }
}
