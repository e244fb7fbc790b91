using Broadsheet.Extraction;
using CsCheck;

namespace Broadsheet.Tests.Extraction;

public sealed class ExcerptChooserTests
{
    private const string Title = "Ferry returns to service";

    private const string Good = "The harbour ferry resumed its runs on Monday after two weeks of repairs to the pier.";

    [Theory]
    [InlineData(Good + "\n    \n", Good)]
    [InlineData(Good + " The post Ferry returns to service appeared first on Harbour Gazette.", Good)]
    [InlineData(Good + " The post <a href=\"https://gazette.example\">Ferry</a> appeared first on <a>Gazette</a>.", Good)]
    [InlineData(Good + " Der Beitrag Fähre erschien zuerst auf Hafenbote.", Good)]
    [InlineData(Good + " Read more...", Good)]
    [InlineData(Good + " Continue reading →", Good)]
    [InlineData(Good + " (more…)", Good)]
    [InlineData(Good + " [Read more]", Good)]
    [InlineData(Good + " Weiterlesen »", Good)]
    [InlineData(Good + " Lire la suite", Good)]
    [InlineData(Good + " https://gazette.example/x", Good)]
    [InlineData("We use cookies to improve our site. " + Good, Good)]
    [InlineData("Please enable JavaScript. " + Good, Good)]
    [InlineData("<p>" + Good + "</p>", Good)]
    [InlineData("It&#8217;s the ferry&nbsp;that the harbour had waited for since May.", "It’s the ferry that the harbour had waited for since May.")]
    [InlineData("Itâ€™s the ferry that the harbour had waited for since May.", "It’s the ferry that the harbour had waited for since May.")]
    [InlineData(Title + ". " + Good, Good)]
    [InlineData(Title + " after two weeks of repairs to the pier at the old harbour", Title + " after two weeks of repairs to the pier at the old harbour")]
    [InlineData(Good + " It had been laid up since the sto [...]", Good)]
    [InlineData("The ferry that everybody in the harbour had been waiting for since the […]", "The ferry that everybody in the harbour had been waiting for since the…")]
    [InlineData("The reader may now find out more in the library, which is open again from Monday.", "The reader may now find out more in the library, which is open again from Monday.")]
    [InlineData(Good + " " + Good, Good)]
    [InlineData("12:43, 20 Apr 2026Updated 12:44, 20 Apr 2026 The ferry is back. " + Good, Good)]
    [InlineData("The wire Published 11:11 PM EST Nov 19, 2019 The ferry is back. " + Good, Good)]
    [InlineData("Hier finden Sie Informationen zu dem Thema „Fähre“. " + Good, Good)]
    [InlineData("A browser that old is no longer supported. " + Good, Good)]
    [InlineData("Police say the signs at the pier are being looked into", "Police say the signs at the pier are being looked into")]
    public void IsCleanOfWhatFeedsHangOnIt(string stated, string expected) => Assert.Equal(expected, ExcerptChooser.Clean(stated, Title, 300));

    [Theory]
    [InlineData("NA")]
    [InlineData("na\n")]
    [InlineData("Placeholder.")]
    [InlineData("English")]
    [InlineData("...")]
    [InlineData("")]
    [InlineData("Ferry returns to service")]
    [InlineData("Ferry returns to service.")]
    [InlineData("Ferry returns to service | Gazette")]
    [InlineData("Ferry returns")]
    [InlineData("We use cookies on this website. Accept all cookies to go on.")]
    [InlineData("You are already a subscriber? Log in to continue reading this article.")]
    [InlineData("To keep reading, continue reading The Gazette with your ad blocker on.")]
    [InlineData("Lorem ipsum dolor sit amet, consectetur adipiscing elit.")]
    [InlineData("Ada QuayAda QuayMayor says ferry is late again ... MORE's to lose, and the pier is to be rebuilt.")]
    public void WhatSaysNothingIsRefused(string stated)
    {
        var excerpt = ExcerptChooser.Clean(stated, Title, 300);

        Assert.False(ExcerptChooser.IsFit(excerpt, Title, 25), excerpt);
    }

    [Fact]
    public void TheNextCandidateStandsInForAnUnfitOne()
    {
        var chosen = ExcerptChooser.Choose([new("NA", "page"), new(Title, "meta"), new(Good, "feed")], Title, 300, 25);

        Assert.Equal(new Chosen<string>(Good, "feed"), chosen);
    }

    [Fact]
    public void ATeaserIsPreferredToTheBeginningOfTheText()
    {
        var chosen = ExcerptChooser.Choose([new("Police say the signs at the pier are being looked into", "page"), new(Good, "text")], Title, 300, 25);

        Assert.Equal("page", chosen.From);
    }

    [Fact]
    public void WhatWasCutWithoutAMarkGetsOne()
    {
        var cut = "The ferry that everybody in the harbour had been waiting for since the spring of last year when the pier was closed for repairs, which took much longer than anyb";

        Assert.Equal(cut + "…", ExcerptChooser.Clean(cut, Title, 300));
    }

    [Fact]
    public void CaptionsAndHeadingsAreNoProse() =>
        Assert.Equal(Good + " It was late.", ExcerptChooser.Prose($"Photo: Ada Quay\n\n{Good}\n\nA heading\n\nIt was late."));

    [Fact]
    public void WholeSentencesArePreferredToACutOne()
    {
        var chosen = ExcerptChooser.Choose([new("The ferry that everybody in the harbour had been waiting for […]", "feed"), new(Good, "page")], Title, 300, 25);

        Assert.Equal("page", chosen.From);
    }

    [Theory]
    [InlineData("On Jan. 5 Mr. Quay met Gov. Pier in Washington D.C. to talk. Nothing came of it, said the U.S. envoy at 2:30 p.m. on the pier of the town.", 70, "On Jan. 5 Mr. Quay met Gov. Pier in Washington D.C. to talk.")]
    [InlineData("The meeting on Jan. 5 was short. The next one will be in 2.5 weeks at 3.", 40, "The meeting on Jan. 5 was short.")]
    [InlineData("„Die Fähre fährt am 3. Oktober wieder.“ Das sagte der Hafenmeister am Montag.", 50, "„Die Fähre fährt am 3. Oktober wieder.“")]
    [InlineData("渡船週一恢復營運。碼頭修了兩週。", 10, "渡船週一恢復營運。")]
    [InlineData("She said \"it is over.\" Then the ferry left the pier for good and all.", 40, "She said \"it is over.\"")]
    public void EndsAtASentence(string text, int longest, string expected) => Assert.Equal(expected, Sentences.Cut(text, longest));

    [Theory]
    [InlineData("The ferry, which had been laid up in the dry dock for many months, was launched", 40, "The ferry, which had been laid up in…")]
    [InlineData("Washington D.", 300, "Washington D.")]
    public void EndsAtAWordWhenNoSentenceFits(string text, int longest, string expected) => Assert.Equal(expected, Sentences.Cut(text, longest));

    [Theory]
    [InlineData("It was in Washington D.", false)]
    [InlineData("They met at 2:30 p.", false)]
    [InlineData("What preceded the Jan.", false)]
    [InlineData("They live in the U.S.", true)]
    [InlineData("It was over.", true)]
    [InlineData("“It was over.”", true)]
    [InlineData("It was ov", false)]
    [InlineData("It was over...", false)]
    public void KnowsAnAbbreviationFromAnEnd(string text, bool expected) => Assert.Equal(expected, Sentences.IsWhole(text));

    [Theory]
    [InlineData("»")]
    [InlineData("» ")]
    [InlineData("(more… ")]
    [InlineData("Comments ")]
    [InlineData("http://")]
    [InlineData("The post ")]
    [InlineData("Read more ")]
    [InlineData("<p <p ")]
    [InlineData("aBc MORE")]
    [InlineData("[…")]
    [InlineData("\" ")]
    public void EndsOnTextMadeToKeepItBusy(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 6000 / part.Length)) + "x";

        var excerpt = ExcerptChooser.Clean(text, Title, 300);
        _ = ExcerptChooser.IsFit(excerpt, Title, 25);

        Assert.True(excerpt.Length <= 300);
        Assert.True(PlainText.Tidy(text).Length <= text.Length);
    }

    [Fact]
    public void IsNeverLongerThanAllowedAndNeverThrows() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char["aB .!?…\"”)[]MORE’s\n<>&;#1"], Gen.Char), 0, 400], Gen.Int[60, 300]).Sample((text, longest) =>
        {
            var excerpt = ExcerptChooser.Clean(text, Title, longest);
            return excerpt.Length <= longest && excerpt == excerpt.Trim() && !excerpt.Contains('\n', StringComparison.Ordinal);
        });
}
