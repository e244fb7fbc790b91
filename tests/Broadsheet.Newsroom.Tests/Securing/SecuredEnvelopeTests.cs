using System.Text.Json;
using Broadsheet.Securing;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Securing;

public sealed class SecuredEnvelopeTests
{
    private static readonly SecuredKey Key = SecuredKey.Parse(Convert.ToBase64String([.. Enumerable.Range(0, 64).Select(i => (byte)i)]))!;

    /// <summary>RFC 5297, appendix A.1.</summary>
    [Fact]
    public void EncryptsAsTheStandardsFirstExample()
    {
        using var cipher = new AesSiv(Bytes("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));

        var (text, iv) = cipher.Encrypt(Bytes("112233445566778899aabbccddee"), Bytes("101112131415161718191a1b1c1d1e1f2021222324252627"));

        Assert.Equal("85632d07c6e8f37f950acd320a2ecc93", Convert.ToHexStringLower(iv));
        Assert.Equal("40c02b9690c4dc04daef7f6afe5c", Convert.ToHexStringLower(text));
    }

    /// <summary>RFC 5297, appendix A.2.</summary>
    [Fact]
    public void EncryptsAsTheStandardsSecondExample()
    {
        using var cipher = new AesSiv(Bytes("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f"));

        var (text, iv) = cipher.Encrypt(
            Bytes("7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553"),
            Bytes("00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100"),
            Bytes("102030405060708090a0"),
            Bytes("09f911029d74e35bd84156c5635688c0"));

        Assert.Equal("7bdb6e3b432667eb06f4d14bff2fbd0f", Convert.ToHexStringLower(iv));
        Assert.Equal("cb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d", Convert.ToHexStringLower(text));
    }

    [Fact]
    public void WhatIsSealedComesOutAndTheSameGivesTheSame() =>
        Gen.String[Gen.Char['\u0020', '\u00ff'], 0, 100].Sample(text =>
        {
            using var envelope = new SecuredEnvelope(Key);

            var value = envelope.Seal(text);

            Assert.Equal(value, envelope.Seal(text));
            Assert.Equal(new SecuredOpening.Opened(text), envelope.Open(value));
            Assert.Equal(16, Convert.FromBase64String(value.Split(';')[1]).Length);
        });

    [Fact]
    public void AFlippedBitIsRefused() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 7]).Sample((place, bit) =>
        {
            using var envelope = new SecuredEnvelope(Key);
            var parts = envelope.Seal("Fetched from the harbour master's feed, 45 B.").Split(';').Select(Convert.FromBase64String).ToArray();
            var part = parts[place < parts[0].Length ? 0 : 1];
            part[place % part.Length] ^= (byte)(1 << bit);

            Assert.IsType<SecuredOpening.Refused>(envelope.Open($"{Convert.ToBase64String(parts[0])};{Convert.ToBase64String(parts[1])}"));
        });

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAA;BBBB")]
    [InlineData("not base64;AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("nqgVTkX5Gw2l5Kpkool/ZA==;Otcg0i4Iudl6gr6Qd45HnA==")]
    public void AForeignValueIsRefused(string value)
    {
        using var envelope = new SecuredEnvelope(Key);

        Assert.IsType<SecuredOpening.Refused>(envelope.Open(value));
    }

    [Fact]
    public void APassphraseGivesTheSameKeyEverywhere()
    {
        using var one = new SecuredEnvelope(SecuredKey.Parse("a quiet day at the quay")!);
        using var two = new SecuredEnvelope(SecuredKey.Parse("  a quiet day at the quay\n")!);
        using var other = new SecuredEnvelope(SecuredKey.Parse("a loud day at the quay")!);

        Assert.Equal(new SecuredOpening.Opened("x"), two.Open(one.Seal("x")));
        Assert.IsType<SecuredOpening.Refused>(other.Open(one.Seal("x")));
        Assert.Null(SecuredKey.Parse("too short"));
    }

    [Fact]
    public void ProvenanceTellsWhereAnArticleCameFrom()
    {
        var article = Some.Article() with { Sightings = [new Sighting("https://feeds.example/a", "tag:1", IsCurated: true, Some.Moment)] };

        using var json = JsonDocument.Parse(Provenance.Of(Some.Story(article), article, ["Checked by hand."]));

        Assert.Equal("https://feeds.example/a", json.RootElement.GetProperty("feeds")[0].GetProperty("feed").GetString());
        Assert.Equal(100, json.RootElement.GetProperty("signals")[0].GetProperty("points").GetInt32());
        Assert.Equal("Checked by hand.", json.RootElement.GetProperty("notes")[0].GetString());
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
