using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Broadsheet.Server;

/// <summary>
/// Answers with printed files from memory, packed once instead of at each request. Each request asks the disk whether the file is still the one
/// that was read, so a page that is printed anew is seen at once. What is unusual (ranges, large files, other origins) is left to the file server behind.
/// </summary>
internal sealed class PrintedFiles(IFileProvider files, IContentTypeProvider types, string[] indexes)
{
    // Films and archives are sent from the disk.
    private const int LargestFile = 1024 * 1024;

    // Both shelves together hold at most twice this; pages of a whole day, and small enough for the smallest machine.
    private const long ShelfBytes = 24 * 1024 * 1024;

    private static readonly string[] Packable =
    [
        "text/", "application/json", "application/feed+json", "application/xml", "application/atom+xml", "application/rss+xml", "application/javascript",
        "image/svg+xml", "application/manifest+json",
    ];

    private readonly Lock gate = new();
    private ConcurrentDictionary<string, PrintedFile> shelf = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, PrintedFile> old = new(StringComparer.Ordinal);
    private long shelved;

    /// <summary>Answers, when it can.</summary>
    /// <returns>False when the request is for what comes next.</returns>
    public bool TryAnswer(HttpContext http, out Task answering)
    {
        answering = Task.CompletedTask;
        var request = http.Request;
        var isHead = HttpMethods.IsHead(request.Method);
        if (!(isHead || HttpMethods.IsGet(request.Method)) || IsUnusual(request.Headers) || request.Path.Value is not { Length: > 0 } path || Find(path) is not { } file)
            return false;
        var response = http.Response;
        var packing = file.IsPackable ? Packing(request.Headers.AcceptEncoding) : Pack.None;
        var body = file.Body(packing);
        var headers = response.Headers;
        headers.ETag = file.ETags[(int)packing];
        headers.LastModified = file.Modified;
        if (file.IsPackable)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (file.Fate is { } fate)
        {
            // A page that was merged may stand by itself again tomorrow.
            headers.CacheControl = "public, max-age=300";
            response.StatusCode = fate.Status;
            if (fate.Target is { } target)
                headers.Location = target + request.QueryString.ToUriComponent();
        }
        else if (HasSeen(request.Headers, file, packing))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        headers.ContentType = file.Type;
        headers.ContentLength = body.Length;
        if (packing != Pack.None)
            headers.ContentEncoding = packing == Pack.Brotli ? "br" : "gzip";
        if (!isHead)
            answering = response.SendAsync(body, http.RequestAborted);
        return true;
    }

    private static bool IsUnusual(IHeaderDictionary headers) =>
        headers.Range.Count > 0 || headers.IfMatch.Count > 0 || headers.IfUnmodifiedSince.Count > 0 || headers.Origin.Count > 0;

    private PrintedFile? Find(string path)
    {
        if (shelf.TryGetValue(path, out var file) && file.IsPresent())
            return file;
        if (old.TryGetValue(path, out file) && file.IsPresent())
        {
            Put(path, file);
            return file;
        }

        // Many ways to write one address must not become as many copies.
        if (path.Contains("//", StringComparison.Ordinal) || Read(path) is not { } read)
            return null;
        Put(path, read);
        return read;
    }

    private PrintedFile? Read(string path)
    {
        var info = path[^1] == '/'
            ? indexes.Select(index => files.GetFileInfo(path + index)).FirstOrDefault(index => index.Exists)
            : files.GetFileInfo(path);
        return info is { Exists: true, IsDirectory: false, PhysicalPath: { } physical, Length: <= LargestFile } && types.TryGetContentType(physical, out var type)
            ? PrintedFile.Read(physical, type, Array.Exists(Packable, kind => type.StartsWith(kind, StringComparison.Ordinal)))
            : null;
    }

    private void Put(string path, PrintedFile file)
    {
        lock (gate)
        {
            shelf[path] = file;
            shelved += file.Weight;
            if (shelved <= ShelfBytes)
                return;
            // What nobody asks for until the next time this happens is forgotten.
            old = shelf;
            shelf = new ConcurrentDictionary<string, PrintedFile>(StringComparer.Ordinal);
            shelved = 0;
        }
    }

    private static Pack Packing(StringValues accepted)
    {
        if (accepted.Count == 0)
            return Pack.None;
        var text = accepted.ToString();
        // A quality of zero is as good as never sent; whoever states one is served by the packing behind us or not at all.
        if (text.Contains("q=0", StringComparison.OrdinalIgnoreCase))
            return Pack.None;
        return text.Contains("br", StringComparison.OrdinalIgnoreCase) ? Pack.Brotli : text.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? Pack.Gzip : Pack.None;
    }

    private static bool HasSeen(IHeaderDictionary asked, PrintedFile file, Pack packing)
    {
        if (asked.IfNoneMatch is { Count: > 0 } seen)
            return EntityTagHeaderValue.TryParseList([.. seen.OfType<string>()], out var tags) && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Equals(file.ETags[(int)packing], StringComparison.Ordinal));
        return asked.IfModifiedSince is { Count: 1 } since
            && DateTimeOffset.TryParseExact(since.ToString(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && file.ModifiedAt <= moment;
    }

    private enum Pack
    {
        None,
        Gzip,
        Brotli,
    }

    /// <summary>A file as it was read.</summary>
    private sealed class PrintedFile
    {
        private readonly string path;
        private readonly DateTime stamp;
        private readonly bool isSettled;
        private readonly byte[] plain;
        private byte[]? gzip;
        private byte[]? brotli;

        private PrintedFile(string path, DateTime stamp, bool isSettled, byte[] plain, string type, bool isPackable)
        {
            this.path = path;
            this.stamp = stamp;
            this.isSettled = isSettled;
            this.plain = plain;
            Type = type;
            Fate = type.StartsWith("text/html", StringComparison.Ordinal) ? PageFate.Of(plain) : null;
            IsPackable = isPackable && plain.Length > 200;
            var tag = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));
            ETags = [$"\"{tag}\"", $"\"{tag}-gz\"", $"\"{tag}-br\""];
            ModifiedAt = new DateTimeOffset(stamp.Ticks - (stamp.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
            Modified = ModifiedAt.ToString("r", CultureInfo.InvariantCulture);
        }

        public StringValues Type { get; }

        /// <summary>What became of the page that was here; null for one that is here.</summary>
        public PageFate? Fate { get; }

        public bool IsPackable { get; }

        /// <summary>Tags as it is, and packed in each way: the bytes differ, so they do.</summary>
        public string[] ETags { get; }

        public DateTimeOffset ModifiedAt { get; }

        public StringValues Modified { get; }

        /// <summary>Bytes in memory: packed it is about a third, twice, and a little for the rest.</summary>
        public long Weight => (IsPackable ? plain.Length * 5L / 3 : plain.Length) + 500;

        /// <summary>Reads a file; null when it went away or changed meanwhile.</summary>
        public static PrintedFile? Read(string path, string type, bool isPackable)
        {
            try
            {
                var stamp = File.GetLastWriteTimeUtc(path);
                var content = File.ReadAllBytes(path);
                if (stamp != File.GetLastWriteTimeUtc(path))
                    return null;
                // A disk tells the time in steps of some milliseconds: what was written just now may be written again under the same stamp.
                var isSettled = TimeProvider.System.GetUtcNow().UtcDateTime - stamp > TimeSpan.FromMilliseconds(100);
                return new PrintedFile(path, stamp, isSettled, content, type, isPackable);
            }
            catch (IOException)
            {
                return null;
            }
            catch (UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <summary>Whether the disk still has what was read.</summary>
        public bool IsPresent() => isSettled && File.GetLastWriteTimeUtc(path) == stamp;

        public byte[] Body(Pack packing) => packing switch
        {
            Pack.Gzip => gzip ??= Packed(stream => new GZipStream(stream, CompressionLevel.Optimal)),
            Pack.Brotli => brotli ??= Packed(stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 5 })),
            _ => plain,
        };

        private byte[] Packed(Func<Stream, Stream> open)
        {
            using var packed = new MemoryStream();
            using (var packing = open(packed))
                packing.Write(plain);
            return packed.ToArray();
        }
    }
}

/// <summary>Puts printed files in front of the file server.</summary>
internal static class PrintedFilesSetup
{
    /// <summary>Adds them.</summary>
    public static void UsePrintedFiles(this IApplicationBuilder app, IFileProvider files, IContentTypeProvider types, params string[] indexes)
    {
        var printed = new PrintedFiles(files, types, indexes);
        app.Use((http, next) => printed.TryAnswer(http, out var answering) ? answering : next(http));
    }
}
