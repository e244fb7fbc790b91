using System.Text;
using System.Text.Json;
using Broadsheet.Pages.JsonLd;
using CsCheck;

namespace Broadsheet.Pages.Tests.JsonLd;

public sealed class LenientJsonTests
{
    [Theory]
    [InlineData("""{"a":"b"}""")]
    [InlineData("""//<![CDATA[{"a":"b"}//]]>""")]
    [InlineData("""<!-- {"a":"b"} -->""")]
    [InlineData("""/* ours */ {"a":"b",}""")]
    [InlineData("""{"a":"b"};{"a":"c"}""")]
    [InlineData("""{ , "a" : "b" """)]
    [InlineData("{\"x\":\"1\"\n\"a\":\"b\"}")]
    public void BrokenDocumentsKeepWhatTheySay(string json) => Assert.Equal("b", LenientJson.Read(json)?["a"]?.Text);

    [Theory]
    [InlineData("""{"a":"the "old" boat, he said, is back"}""", "the \"old\" boat, he said, is back")]
    [InlineData("{\"a\":\"two\nlines\"}", "two\nlines")]
    [InlineData("""{"a":"\u00e9\n\"\/"}""", "é\n\"/")]
    [InlineData("""{"a":12.5}""", "12.5")]
    [InlineData("""{"a":true}""", "true")]
    public void StringsAreReadAsMeant(string json, string expected) => Assert.Equal(expected, LenientJson.Read(json)?["a"]?.Text);

    [Fact]
    public void ValidJsonIsReadAsTheStandardSays()
    {
        var text = Gen.String[Gen.Char["ab \",:{}[]\\\n\té漢"], 0, 12];
        Gen.Select(text, text, text).Sample((one, two, three) =>
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, object> { ["x"] = new[] { one, two }, ["y"] = new Dictionary<string, string> { ["z"] = three } });

            var value = LenientJson.Read(json)!;

            Assert.Equal([one, two], value["x"]!.Items.Select(item => item.Text));
            Assert.Equal(three, value["y"]!["z"]!.Text);
        });
    }

    [Fact]
    public void AnyTextIsAnswered() => Gen.String[Gen.Char["{}[]\":,/\\*abc \n"], 0, 200].Sample(text => LenientJson.Read(text));

    [Fact]
    public void DeepNestingIsGivenUp()
    {
        var json = new StringBuilder().Insert(0, "{\"a\":[", 100_000).ToString();

        Assert.NotNull(LenientJson.Read(json));
    }
}
