using Broadsheet.Ranking;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Ranking;

public class LeadChooserTests
{
    private static readonly Article Good = Made("good", quality: 90, hours: -1);
    private static readonly Article Better = Made("better", quality: 95, hours: -1);
    private static readonly Article Best = Made("best", quality: 120, hours: -1);
    private readonly LeadChooser _chooser = new(new RankingOptions { PrimarySources = ["city.example"] });

    [Fact]
    public void TheBestQualityLeads()
    {
        var choice = _chooser.Choose([Good, Best, Better]);

        Assert.Same(Best, choice.Lead);
        Assert.Equal("Its quality, 120, is the highest of 3 articles.", choice.Reason);
    }

    [Fact]
    public void ThePresentLeadStaysWithinTheMargin()
    {
        Assert.Same(Good, _chooser.Choose([Better, Good], presentLeadId: Good.Id).Lead);
        Assert.Same(Best, _chooser.Choose([Best, Good], presentLeadId: Good.Id).Lead);
    }

    [Fact]
    public void HavingLedBeforeIsAReasonOnlyWhereItChangesTheChoice()
    {
        var (first, later) = (Made("first", hours: 0), Made("later", hours: 1));

        var chosen = _chooser.Choose([later, first]);

        Assert.Equal(chosen, _chooser.Choose([later, first], presentLeadId: chosen.Lead.Id));
        Assert.Equal("It led before, and its quality, 100, is still the highest.", _chooser.Choose([later, first], presentLeadId: later.Id).Reason);
    }

    [Fact]
    public void TheEditorsChoiceWins()
    {
        var choice = _chooser.Choose([Best, Good], presentLeadId: Best.Id, decidedLeadId: Good.Id);

        Assert.Same(Good, choice.Lead);
        Assert.Equal("An editor chose it.", choice.Reason);
    }

    [Fact]
    public void AChoiceThatIsNotInTheStoryIsPassedOver() => Assert.Same(Best, _chooser.Choose([Good, Best], "a?", "a!").Lead);

    [Fact]
    public void AmongEqualsThePrimarySourceLeadsThenTheCitedThenTheFirstThenThePath()
    {
        var city = Made("z-city", hours: 3) with { Provider = Some.Provider("City", "city.example") };
        var cited = Made("y-cited", hours: 2) with { Provider = Some.Provider("Courier", "courier.example") };
        var first = Made("x-first", hours: 0);
        var citing = Made("w-citing", hours: 1) with { Provider = Some.Provider("Post", "post.example"), Excerpt = "As the Courier wrote." };

        Assert.Same(city, _chooser.Choose([first, citing, cited, city]).Lead);
        Assert.Same(cited, _chooser.Choose([first, citing, cited]).Lead);
        Assert.Same(first, _chooser.Choose([citing, first]).Lead);
        Assert.Same(Better.Path, _chooser.Choose([Made("better") with { Path = "_news/z.md" }, Made("other") with { Path = Better.Path }]).Lead.Path);
    }

    [Fact]
    public void TheOrderOfTheArticlesDoesNotMatter()
    {
        Article[] articles = [Good, Better, Best, Made("p"), Made("q"), Made("r")];
        var expected = _chooser.Choose(articles).Lead;

        for (var i = 0; i < 50; i++)
        {
            new Random(i).Shuffle(articles);
            Assert.Same(expected, _chooser.Choose(articles).Lead);
        }
    }

    [Fact]
    public void TheOthersFollowByQualityThenPath()
    {
        var a = Made("a", quality: 50);
        var b = Made("b", quality: 50);

        Assert.Equal([Good, Best, a, b], LeadChooser.Order([b, a, Best, Good], Good));
    }

    private static Article Made(string name, int quality = 100, double hours = 0) =>
        Some.Article(title: name, url: "https://gazette.example/" + name, published: Some.Moment.AddHours(hours), quality: quality);
}
