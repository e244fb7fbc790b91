using Broadsheet.Publishing.Mailing;
using CsCheck;

namespace Broadsheet.Publishing.Tests.Mailing;

public sealed class ReaderAddressTests
{
    [Theory]
    [InlineData("reader@example.org", "reader@example.org")]
    [InlineData(" Reader.Of+News@Example.ORG ", "Reader.Of+News@example.org")]
    [InlineData("o'brien_2@mail.example.co.uk", "o'brien_2@mail.example.co.uk")]
    [InlineData("leser@bücher.example", "leser@xn--bcher-kva.example")]
    [InlineData("dörte@example.org", "dörte@example.org")]
    [InlineData("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v")]
    [InlineData("reader@example.org.", "reader@example.org")]
    public void AnAddressIsKeptAsMailServersKnowIt(string text, string ascii) => Assert.Equal(ascii, ReaderAddress.Parse(text)?.Ascii);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("@example.org")]
    [InlineData("reader@")]
    [InlineData("reader@localhost")]
    [InlineData("reader@192.0.2.1")]
    [InlineData("reader@[192.0.2.1]")]
    [InlineData("a@b@example.org")]
    [InlineData("\"quoted\"@example.org")]
    [InlineData("reader @example.org")]
    [InlineData("reader@exa mple.org")]
    [InlineData("reader@example..org")]
    [InlineData("reader@-example.org")]
    [InlineData("reader@exam_ple.org")]
    [InlineData(".reader@example.org")]
    [InlineData("reader.@example.org")]
    [InlineData("re..ader@example.org")]
    [InlineData("Reader <reader@example.org>")]
    [InlineData("reader@example.org,other@example.org")]
    [InlineData("reader@example.org;other@example.org")]
    [InlineData("reader@example.org\r\nBcc: all@example.org")]
    [InlineData("reader\r\nRCPT TO:<x@y.example>@example.org")]
    [InlineData("reader\n@example.org")]
    [InlineData("reader\0@example.org")]
    [InlineData("reader\u202e@example.org")]
    [InlineData("reader\u200b@example.org")]
    [InlineData("reader\u2028@example.org")]
    [InlineData("reader@example.org\u0085")]
    [InlineData("half\ud83d@example.org")]
    [InlineData("🧨@example.org")]
    [InlineData("=cmd|'/c calc'!A1@example.org")]
    [InlineData("-oQ/tmp@example.org")]
    [InlineData("{{reader}}@example.org")]
    [InlineData("<script>@example.org")]
    [InlineData("reader@xn--.org")]
    public void WhatIsNoneIsTurnedAway(string? text) => Assert.Null(ReaderAddress.Parse(text));

    [Fact]
    public void TheLongestIsTheStandards()
    {
        Assert.NotNull(ReaderAddress.Parse(new string('a', 64) + "@example.org"));
        Assert.Null(ReaderAddress.Parse(new string('a', 65) + "@example.org"));
        Assert.Null(ReaderAddress.Parse("a@" + string.Concat(Enumerable.Repeat("abcdefghij.", 24)) + "org"));
        Assert.Null(ReaderAddress.Parse(new string('ä', 33) + "@example.org"));
    }

    [Fact]
    public void CapitalsDoNotMakeAnotherReader() => Assert.Equal(ReaderAddress.Parse("Reader@Example.org")!.Key, ReaderAddress.Parse("reader@EXAMPLE.org")!.Key);

    /// <summary>Whatever is typed: an address that got in has one @, no white space, no control and none of the signs that mean something in a header or to a program.</summary>
    [Fact]
    public void NothingGetsInThatEndsAHeader() =>
        Gen.Select(Gen.String, Gen.Char, Gen.String[Gen.Char.AlphaNumeric, 1, 10]).Sample((text, c, word) =>
        {
            foreach (var attempt in new[] { text, text + "@example.org", $"{word}{c}{word}@example.org", $"{word}@{word}{c}.example", $"{word}@example.org{c}" })
            {
                if (ReaderAddress.Parse(attempt) is not { } address)
                    continue;
                Assert.Equal(1, address.Ascii.Count(letter => letter == '@'));
                Assert.DoesNotContain(address.Ascii, letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || PlainText.IsInvisibleControl(letter) || letter is '<' or '>' or ',' or ';' or ':' or '"' or '(' or ')' or '\\' or '[' or ']' or '{' or '}' or '|' or '`');
                Assert.Equal(address.Ascii, ReaderAddress.Parse(address.Ascii)!.Ascii);
            }
        });
}
