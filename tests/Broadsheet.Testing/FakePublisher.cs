using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Testing;

/// <summary>A publisher on the loopback, real HTTP on a free port, that answers as badly as a test needs.</summary>
public sealed class FakePublisher : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, RequestDelegate> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenRequest> requests = new();

    private FakePublisher(WebApplication app) => this.app = app;

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. requests];

    /// <summary>Opens on a free port; anything not <see cref="On">told</see> is a 404.</summary>
    public static async Task<FakePublisher> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.AddServerHeader = false;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        builder.Logging.ClearProviders();
        var publisher = new FakePublisher(builder.Build());
        publisher.app.Run(publisher.AnswerAsync);
        await publisher.app.StartAsync();
        return publisher;
    }

    /// <summary>The absolute address of <paramref name="path"/>.</summary>
    public string Url(string path) => app.Urls.First() + path;

    /// <summary>Says what is at <paramref name="path"/>.</summary>
    public FakePublisher On(string path, RequestDelegate answer)
    {
        answers[path] = answer;
        return this;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>A document with a status and headers (<c>Name: value</c>).</summary>
    public static RequestDelegate Document(string text, string contentType = "application/rss+xml", int status = 200, params string[] headers) =>
        async context =>
        {
            Prepare(context, status, headers);
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(text, Encoding.UTF8);
        };

    /// <summary>A status and headers, no body.</summary>
    public static RequestDelegate Status(int status, params string[] headers) =>
        context =>
        {
            Prepare(context, status, headers);
            return Task.CompletedTask;
        };

    /// <summary>A redirect.</summary>
    public static RequestDelegate Redirect(string location, int status = 302) => Status(status, "Location: " + location);

    /// <summary>A document that is not sent again to who names its entity tag.</summary>
    public static RequestDelegate WithETag(string text, string tag) =>
        context => context.Request.Headers.IfNoneMatch == tag
            ? Status(304, "ETag: " + tag)(context)
            : Document(text, headers: "ETag: " + tag)(context);

    /// <summary>As many bytes as asked for, a megabyte at a time.</summary>
    public static RequestDelegate Bytes(long length, bool isLengthStated) =>
        async context =>
        {
            if (isLengthStated)
                context.Response.ContentLength = length;
            var piece = new byte[1024 * 1024];
            for (var left = length; left > 0 && !context.RequestAborted.IsCancellationRequested; left -= piece.Length)
                await context.Response.Body.WriteAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length)), context.RequestAborted);
        };

    /// <summary>A beginning, and one piece again and again until so many bytes are sent, with a pause between them.</summary>
    public static RequestDelegate Repeating(string head, string piece, long length, TimeSpan pause = default) =>
        async context =>
        {
            context.Response.ContentType = "application/rss+xml";
            await context.Response.WriteAsync(head, context.RequestAborted);
            var bytes = Encoding.UTF8.GetBytes(piece);
            for (var sent = 0L; sent < length && !context.RequestAborted.IsCancellationRequested; sent += bytes.Length)
            {
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
                if (pause > TimeSpan.Zero)
                {
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(pause, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                }
            }
        };

    /// <summary>Says eight bytes, sends two and hangs up.</summary>
    public static RequestDelegate HalfBody() =>
        async context =>
        {
            context.Response.ContentLength = 8;
            await context.Response.WriteAsync("<r");
            // Kestrel closes the connection behind an answer that is shorter than it said.
            await context.Response.Body.FlushAsync();
        };

    /// <summary>Sends one byte and then nothing more, without hanging up.</summary>
    public static RequestDelegate Silence() =>
        async context =>
        {
            await context.Response.WriteAsync("<");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

    /// <summary>Zeros by the megabyte in a small gzip.</summary>
    public static RequestDelegate GzipBomb(int megabytes) =>
        async context =>
        {
            context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentType = "application/rss+xml";
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                for (var i = 0; i < megabytes; i++)
                    gzip.Write(new byte[1024 * 1024]);
            }

            await context.Response.Body.WriteAsync(packed.ToArray());
        };

    private static void Prepare(HttpContext context, int status, string[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            context.Response.Headers.Append(header[..colon], header[(colon + 1)..].Trim());
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        requests.Enqueue(new SeenRequest(path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        return answers.TryGetValue(path, out var answer) ? answer(context) : Status(404)(context);
    }
}

/// <summary>A request as the publisher saw it.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">Headers by name.</param>
public sealed record SeenRequest(string Path, IReadOnlyDictionary<string, string> Headers);
