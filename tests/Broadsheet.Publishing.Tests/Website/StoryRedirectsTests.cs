using System.Text;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class StoryRedirectsTests
{
    [Fact]
    public void AMergedStoryLeadsToTheOneItWentInto()
    {
        var story = Some.Story(Some.Article(title: "Ferry <b>returns</b>"));
        var edition = Some.Edition(story) with { StoryAliases = new Dictionary<string, string> { ["s0123456789abcdef"] = story.Id, ["sfedcba9876543210"] = "sgone" } };

        var files = new WebsitePublisher(new WebsiteOptions(), Theme.Load()).Plan(edition).Where(file => file.Path.StartsWith("public/story/", StringComparison.Ordinal)).ToList();

        var redirect = Assert.Single(files, file => file.Path == "public/story/s0123456789abcdef/index.html");
        var page = Encoding.UTF8.GetString(redirect.Render().Span);
        Assert.Contains($"url=/story/{story.Id}/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(files, file => file.Path.Contains("sfedcba9876543210", StringComparison.Ordinal));
    }
}
