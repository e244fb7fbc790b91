using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Broadsheet.Pages;
using Broadsheet.Pictures;
using SkiaSharp;

namespace Broadsheet.Tests.Pictures;

/// <summary>
/// Pictures of every format, whole, cut at every byte, wrongly named, two things at once and made to exhaust whoever opens them: each gives
/// its size or a reason within 10 ms and 32 MB. The test prints the worst.
/// </summary>
public sealed class EveryPictureTests(ITestOutputHelper output) : IDisposable
{
    private const double MostMilliseconds = 10;
    private const long MostAllocated = 32_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachGivesItsSizeOrAReasonInNoTime()
    {
        var store = new PictureStore(_folder.Path, "https://site.example", new PictureOptions());
        var served = Array.Empty<byte>();
        var taker = new PictureTaker((_, _) => ValueTask.FromResult(new FetchedPicture(served)), store, 200);
        var (slowest, largest, files) = ((Milliseconds: 0.0, Name: ""), (Bytes: 0L, Name: ""), 0);
        foreach (var (name, bytes) in All())
        {
            served = bytes;
            // The best of three: the first may pay for the compiler, any for a neighbour on the machine.
            var (best, allocated) = (double.MaxValue, long.MaxValue);
            for (var round = 0; round < 3; round++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var start = Stopwatch.GetTimestamp();
                var taken = await taker.TakeAsync(["https://img.example/a.jpg"], TestContext.Current.CancellationToken);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
                var picture = Assert.Single(taken).Value;
                Assert.True(picture.Refusal is { Length: > 0 } || picture is { Width: > 0, Height: > 0 }, name);
            }

            files++;
            slowest = best > slowest.Milliseconds ? (best, name) : slowest;
            largest = allocated > largest.Bytes ? (allocated, name) : largest;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files; slowest {slowest.Milliseconds:0.00} ms ({slowest.Name}); most allocated {largest.Bytes / 1e6:0.00} MB ({largest.Name})"));
        Assert.InRange(slowest.Milliseconds, 0, MostMilliseconds);
        Assert.InRange(largest.Bytes, 0, MostAllocated);
    }

    [Theory]
    [InlineData("bomb: png of 30,000 × 30,000 in a few kilobytes")]
    [InlineData("bomb: png of 6,000 × 6,000 that ends behind its header")]
    [InlineData("bomb: gif of 65,535 × 65,535")]
    [InlineData("bomb: bmp that promises 2 GB")]
    [InlineData("polyglot: page before gif")]
    [InlineData("text: svg of a million entities")]
    [InlineData("nothing")]
    public async Task TheHostileOnesAreRefusedAndNothingIsKept(string name)
    {
        var store = new PictureStore(_folder.Path, "https://site.example", new PictureOptions());
        var bytes = Hostile().First(file => file.Name == name).Bytes;
        var taker = new PictureTaker((_, _) => ValueTask.FromResult(new FetchedPicture(bytes)), store, 200);

        var taken = await taker.TakeAsync(["https://img.example/a.jpg"], TestContext.Current.CancellationToken);

        Assert.NotNull(Assert.Single(taken).Value.Refusal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void AProbeReadsNoMoreThanTheHeadOfAFile()
    {
        foreach (var (name, bytes) in Formats())
        {
            // What stands behind the first 64 KiB is never looked at: the answer is the same without it.
            var head = ImageProbe.Read(bytes.AsSpan(0, Math.Min(bytes.Length, 65_536)));

            Assert.Equal((name, head.Width, head.Height), (name, ImageProbe.Read([.. bytes, .. new byte[200_000]]).Width, ImageProbe.Read(bytes).Height));
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        foreach (var (name, bytes) in Formats())
        {
            yield return (name, bytes);
            // Cut at every byte where the header is, and further on at steps that no structure shares.
            for (var length = 0; length < bytes.Length; length += length < 1_200 ? 1 : 499)
                yield return ($"{name}, {length} of {bytes.Length} bytes", bytes[..length]);
        }

        foreach (var file in Hostile())
            yield return file;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Formats()
    {
        foreach (var orientation in Enumerable.Range(1, 8))
            yield return ($"jpeg, held {orientation}", Drawn.Turned(64, 48, (byte)orientation));
        yield return ("jpeg", Drawn.Encoded(240, 210, SKEncodedImageFormat.Jpeg));
        yield return ("png", Drawn.Encoded(240, 210, SKEncodedImageFormat.Png));
        yield return ("webp, lossy", Drawn.Encoded(240, 210, SKEncodedImageFormat.Webp));
        yield return ("webp, lossless", Lossless(240, 210));
        yield return ("webp, extended", Extended(Drawn.Encoded(240, 210, SKEncodedImageFormat.Webp), 240, 210));
        yield return ("gif", Gif(240, 210));
        yield return ("bmp", Bmp(240, 210));
        yield return ("ico", Ico(Drawn.Encoded(64, 64, SKEncodedImageFormat.Png)));
        yield return ("avif", Avif(240, 210));
        yield return ("svg", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"210\"><path d=\"M0 0h9v9z\"/></svg>"u8.ToArray());
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Hostile()
    {
        yield return ("nothing", []);
        yield return ("bomb: png of 30,000 × 30,000 in a few kilobytes", DeflateBomb(30_000, 30_000));
        yield return ("bomb: png of 6,000 × 6,000 that ends behind its header", DeflateBomb(6_000, 6_000)[..60]);
        yield return ("bomb: gif of 65,535 × 65,535", Gif(65_535, 65_535));
        yield return ("bomb: bmp that promises 2 GB", Bmp(30_000, 30_000)[..54]);
        yield return ("bomb: webp of 16,384 × 16,384", Extended(Drawn.Encoded(64, 48, SKEncodedImageFormat.Webp), 16_384, 16_384));
        yield return ("bomb: svg of a million pixels a side", "<svg width=\"1000000\" height=\"1000000\"/>"u8.ToArray());
        yield return ("text: svg of a million entities", Encoding.ASCII.GetBytes("<!DOCTYPE svg [<!ENTITY a \"" + new string('a', 1_000) + "\">" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<!ENTITY a{i} \"&a;&a;&a;&a;\">")) + "]><svg width=\"300\" height=\"300\">&a1999;</svg>"));
        yield return ("text: svg behind a comment without end", Encoding.ASCII.GetBytes("<!--" + new string('-', 3_000_000) + "<svg width=\"300\" height=\"300\"/>"));
        yield return ("polyglot: gif that is a script", [.. "GIF89a/*"u8, .. new byte[8], .. "*/=1;alert(1)"u8]);
        yield return ("polyglot: png and page", [.. Drawn.Encoded(240, 210, SKEncodedImageFormat.Png), .. "<html><script>alert(1)</script></html>"u8]);
        yield return ("polyglot: jpeg and archive", [.. Drawn.Encoded(240, 210, SKEncodedImageFormat.Jpeg), .. "PK\u0003\u0004"u8, .. new byte[64]]);
        yield return ("polyglot: page before gif", [.. "<!doctype html><html><body>"u8, .. Gif(240, 210)]);
        yield return ("wrong name: pdf", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"u8.ToArray());
        yield return ("wrong name: program", [.. "MZ"u8, .. new byte[4_000]]);
        yield return ("jpeg of nothing but empty segments", [0xFF, 0xD8, .. Enumerable.Repeat<byte[]>([0xFF, 0xE1, 0, 2], 500_000).SelectMany(segment => segment)]);
        yield return ("avif of boxes in boxes", [.. Box("ftyp", "avif\0\0\0\0avif"u8), .. Nested(200)]);
    }

    private static byte[] DeflateBomb(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 << 16];
            for (var i = 0; i < 512; i++)
                zlib.Write(row);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] body = [.. name, .. content];
        var crc = 0xFFFFFFFFu;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return [.. Big((uint)content.Length), .. body, .. Big(~crc)];
    }

    /// <summary>A GIF of one colour: codes of three bits, a clear code before each pixel (GIF89a, appendix F).</summary>
    private static byte[] Gif(int width, int height)
    {
        List<byte> data = [];
        var (bits, count) = (0, 0);
        void Code(int code)
        {
            bits |= code << count;
            for (count += 3; count >= 8; count -= 8, bits >>= 8)
                data.Add((byte)bits);
        }

        for (var i = 0; i < Math.Min((long)width * height, 60_000); i++)
        {
            Code(4);
            Code(1);
        }

        Code(5);
        data.Add((byte)bits);
        return
        [
            .. "GIF89a"u8, .. Little16(width), .. Little16(height), 0x80, 0, 0, 10, 20, 30, 200, 100, 50,
            0x2C, 0, 0, 0, 0, .. Little16(width), .. Little16(height), 0, 2,
            .. data.Chunk(255).SelectMany(block => (byte[])[(byte)block.Length, .. block]), 0, 0x3B,
        ];
    }

    private static byte[] Bmp(int width, int height)
    {
        var row = ((width * 3) + 3) / 4 * 4;
        var size = width > 2_000 ? 0 : row * height;
        return [.. "BM"u8, .. Little(54 + (uint)size), 0, 0, 0, 0, .. Little(54), .. Little(40), .. Little((uint)width), .. Little((uint)height), 1, 0, 24, 0, .. new byte[24], .. new byte[size]];
    }

    private static byte[] Ico(byte[] png) => [0, 0, 1, 0, 1, 0, 64, 64, 0, 0, 1, 0, 32, 0, .. Little((uint)png.Length), .. Little(22), .. png];

    private static byte[] Avif(uint width, uint height) =>
    [
        .. Box("ftyp", [.. "avif"u8, 0, 0, 0, 0, .. "mif1avif"u8]),
        .. Box("meta", [0, 0, 0, 0, .. Box("hdlr", new byte[20]), .. Box("iprp", Box("ipco", Box("ispe", [0, 0, 0, 0, .. Big(width), .. Big(height)])))]),
        .. Box("mdat", new byte[500]),
    ];

    private static byte[] Nested(int depth) => depth == 0 ? [] : Box("meta", [0, 0, 0, 0, .. Nested(depth - 1)]);

    private static byte[] Box(string type, ReadOnlySpan<byte> content) => [.. Big((uint)(content.Length + 8)), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] Lossless(int width, int height)
    {
        using var pixels = new SKBitmap(width, height);
        pixels.Erase(SKColors.Teal);
        using var map = pixels.PeekPixels()!;
        using var encoded = map.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50))!;
        return encoded.ToArray();
    }

    /// <summary>The chunks of a simple WebP behind the header of an extended one (WebP container specification, VP8X).</summary>
    private static byte[] Extended(byte[] simple, int width, int height)
    {
        byte[] chunks = [.. "VP8X"u8, .. Little(10), 0, 0, 0, 0, .. Little((uint)width - 1)[..3], .. Little((uint)height - 1)[..3], .. simple[12..]];
        return [.. "RIFF"u8, .. Little((uint)chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    private static byte[] Big(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Little(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];
}
