using System.Text;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Tests.Texts;

/// <summary>What looks at many bytes at once says the same as what looks at one after the other.</summary>
public sealed class VectorPathTests
{
    private static readonly string[] Pieces =
    [
        "a", " ", "harbour and ferry, ", "Küste", "港の船", "😀", "<", ">", "&", "\"", "'", "=", "/", " class=\"x\"", " href='/a>b'", " alt=\"<i>\"", "<p", "</p", "\u00A0", "Ã¼", "Ã", "â€™",
    ];

    [Fact]
    public void ATextIsWrittenUpToItsMark()
    {
        foreach (var (text, random) in Texts())
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var buffer = new ByteBuffer(random.Next(0, 80));
            buffer.Append("before"u8);
            var count = buffer.AppendUntil(utf8, (byte)'&', (byte)'<');

            Assert.Equal(text.AsSpan().IndexOfAny('&', '<') < 0 ? utf8.Length : utf8.AsSpan().IndexOfAny((byte)'&', (byte)'<'), count);
            Assert.Equal([.. "before"u8, .. utf8[..count]], buffer.Written.ToArray());
            buffer.Dispose();
        }
    }

    [Fact]
    public void AStringIsWhatTheRuntimeMakes()
    {
        foreach (var (text, _) in Texts())
            Assert.Equal(text, Utf8Text.Of(Encoding.UTF8.GetBytes(text)));
    }

    // Near the end of a text there is no room for a vector: the same tag is then read byte by byte.
    [Fact]
    public void ATagEndsWhereItEndsAtTheEndOfAText()
    {
        foreach (var (text, _) in Texts())
        {
            var tag = Encoding.UTF8.GetBytes("<b " + text);
            var alone = new HtmlTokenizer(tag);
            alone.Read();
            var whole = alone.Whole.ToArray();
            if (whole.Length == 0 || whole[^1] != '>')
                continue;
            var within = new HtmlTokenizer([.. whole, .. new byte[80]]);
            Assert.Equal(HtmlToken.StartTag, within.Read());
            Assert.Equal(Encoding.UTF8.GetString(whole), Encoding.UTF8.GetString(within.Whole));
        }
    }

    [Fact]
    public void MisreadTextIsRepairedAsBytesAndAsCharacters()
    {
        var repaired = 0;
        foreach (var (text, _) in Texts())
        {
            foreach (var told in (string[])[text, Misread(text)])
            {
                var utf8 = Encoding.UTF8.GetBytes(told);
                var bytes = default(ByteBuffer);
                var isRepaired = Mojibake.MayBe(utf8) && Mojibake.TryRepair(utf8, out bytes);
                Assert.Equal(Mojibake.Repair(told), isRepaired ? Encoding.UTF8.GetString(bytes.Written) : told);
                repaired += isRepaired ? 1 : 0;
            }
        }

        Assert.True(repaired > 1000, $"{repaired} were repaired");
    }

    private static string Misread(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => HtmlEntities.FromWindows1252((char)b)));

    private static IEnumerable<(string Text, Random Random)> Texts()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            yield return (string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Pieces[random.Next(seed % 2 == 0 ? 6 : Pieces.Length)])), random);
        }
    }
}
