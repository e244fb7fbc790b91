using CsCheck;

namespace Broadsheet.Pages.Tests.Suffixes;

public sealed class PublicSuffixListTests
{
    [Theory]
    [InlineData("www.example.com", "example.com")]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.COM.", "example.com")]
    [InlineData("news.example.co.uk", "example.co.uk")]
    [InlineData("a.b.example.com.au", "example.com.au")]
    [InlineData("blog.someone.github.io", "someone.github.io")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("a.b.example.ck", "b.example.ck")]
    [InlineData("www.city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("a.b.other.kawasaki.jp", "b.other.kawasaki.jp")]
    [InlineData("www.食狮.公司.cn", "食狮.公司.cn")]
    [InlineData("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("sub.example.notatld", "example.notatld")]
    [InlineData("under_score.example.org", "example.org")]
    public void TheRegistrableDomainIsOneLabelMoreThanTheSuffix(string host, string expected) =>
        Assert.Equal(expected, PublicSuffixList.BuiltIn.RegistrableDomain(host));

    [Theory]
    [InlineData("com")]
    [InlineData("co.uk")]
    [InlineData("github.io")]
    [InlineData("example.ck")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("a..b.com")]
    [InlineData(".com")]
    [InlineData("")]
    [InlineData(null)]
    public void SuffixesAddressesAndOtherThingsHaveNone(string? host) => Assert.Null(PublicSuffixList.BuiltIn.RegistrableDomain(host));

    [Fact]
    public void ANewerListIsReadFromAFile()
    {
        using var list = new StringReader("// a comment\n\ncom\n*.harbour\n!pilot.harbour\nfree.com // ours\n");

        var suffixes = PublicSuffixList.Read(list);

        Assert.Equal("me.free.com", suffixes.RegistrableDomain("www.me.free.com"));
        Assert.Equal("a.b.harbour", suffixes.RegistrableDomain("x.a.b.harbour"));
        Assert.Equal("pilot.harbour", suffixes.RegistrableDomain("x.pilot.harbour"));
        Assert.Equal("example.org", suffixes.RegistrableDomain("www.example.org"));
    }

    [Fact]
    public void AnyTextIsAnswered() => Gen.String.Sample(text =>
    {
        var domain = PublicSuffixList.BuiltIn.RegistrableDomain(text);
        Assert.True(domain is null || text.ToLowerInvariant().Contains(domain, StringComparison.Ordinal));
    });

    [Fact]
    public void TheRegistrableDomainOfARegistrableDomainIsItself()
    {
        var label = Gen.Char["abcxyz01-"].Array[1, 6].Select(chars => "a" + new string(chars) + "z");
        string[] ends = ["com", "co.uk", "github.io", "kawasaki.jp", "ck", "公司.cn", "nowhere"];
        var suffix = Gen.Int[0, ends.Length - 1].Select(index => ends[index]);
        Gen.Select(label.Array[0, 4], suffix).Sample((labels, end) =>
        {
            var domain = PublicSuffixList.BuiltIn.RegistrableDomain(string.Join('.', [.. labels, end]));
            Assert.True(domain is null || PublicSuffixList.BuiltIn.RegistrableDomain(domain) == domain);
        });
    }
}
