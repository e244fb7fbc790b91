using Broadsheet.Publishing.Mailing;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Publishing.Tests.Mailing;

public sealed class MailTokensTests
{
    private static readonly MailTokens Ours = new(new byte[32]);
    private static readonly MailTokens Theirs = new([.. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public void ATokenServesOnePurposeForOneReaderAndATime()
    {
        var token = Ours.Make(TokenPurpose.Confirm, 42, Some.Moment);

        Assert.Equal(42, Ours.Read(TokenPurpose.Confirm, token, Some.Moment));
        Assert.Null(Ours.Read(TokenPurpose.Unsubscribe, token, Some.Moment));
        Assert.Null(Ours.Read(TokenPurpose.Confirm, token, Some.Moment.AddSeconds(1)));
        Assert.Null(Theirs.Read(TokenPurpose.Confirm, token, Some.Moment));
        Assert.Equal(42, Ours.Read(TokenPurpose.Unsubscribe, Ours.Make(TokenPurpose.Unsubscribe, 42, null), Some.Moment.AddYears(50)));
    }

    [Fact]
    public void AChangedLetterIsNoticed() =>
        Gen.Select(Gen.Int[0, 43], Gen.Char.AlphaNumeric, Gen.Long[1, 100_000]).Sample((place, letter, id) =>
        {
            var token = Ours.Make(TokenPurpose.Unsubscribe, id, null).ToCharArray();
            var isSame = token[place] == letter;
            token[place] = letter;
            // The last letter has two bits more than the token has bytes.
            Assert.Equal(isSame ? id : null, Ours.Read(TokenPurpose.Unsubscribe, new string(token), Some.Moment));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void WhatIsNoTokenIsNone(string? text) => Assert.Null(Ours.Read(TokenPurpose.Unsubscribe, text, Some.Moment));

    [Fact]
    public void AMessageIdTellsWhatItWasAndCannotBeMadeUp()
    {
        var id = Ours.MessageId("the-gazette-2026-03-04", 42, "example.org");

        Assert.Equal(id, Ours.MessageId("the-gazette-2026-03-04", 42, "example.org"));
        Assert.Equal(("the-gazette-2026-03-04", 42L), Ours.ReadMessageId($"<{id}>"));
        Assert.Equal(("the-gazette-2026-03-04", 42L), Ours.ReadMessageId(id.ToUpperInvariant()));
        Assert.Null(Theirs.ReadMessageId(id));
        Assert.Null(Ours.ReadMessageId(id.Replace(".2a.", ".2b.", StringComparison.Ordinal)));
        Assert.Null(Ours.ReadMessageId("<anything@example.org>"));
        Assert.Null(Ours.ReadMessageId(null));
    }
}
