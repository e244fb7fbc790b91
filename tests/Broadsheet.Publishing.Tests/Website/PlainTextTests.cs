using System.Text;
using CsCheck;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(" two\n lines\t", "two lines")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("\u202eab\u202c", "ab")]
    [InlineData("a\0b", "ab")]
    [InlineData("👩‍🚀", "👩‍🚀")]
    [InlineData(null, "")]
    public void IsOneLineWithoutControls(string? text, string plain) => Assert.Equal(plain, PlainText.Of(text));

    [Fact]
    public void HalfACharacterIsReplaced() => Assert.Equal("a\ufffdb", PlainText.Of("a\ud83db"));

    [Fact]
    public void CleaningTwiceChangesNothing() => Gen.String.Sample(text =>
    {
        var plain = PlainText.Of(text);
        Assert.Equal(plain, PlainText.Of(plain));
        Assert.Equal(plain, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain)));
        Assert.DoesNotContain(plain, char.IsControl);
    });
}
