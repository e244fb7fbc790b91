using Broadsheet.Clustering;

namespace Broadsheet.Tests.Clustering;

public class LanguagesTests
{
    [Theory]
    [InlineData("en-GB", "Der Minister", "en")]
    [InlineData("DE_at", "x", "de")]
    [InlineData("nb", "x", "no")]
    [InlineData(null, "Der Minister und die Wahl", "de")]
    [InlineData("xx", "Le ministre et les élections dans la ville", "fr")]
    [InlineData("und", "The minister and the vote", "en")]
    [InlineData(null, "El ministro y las elecciones en la ciudad", "es")]
    [InlineData(null, "Министр и выборы", "ru")]
    [InlineData(null, "台风登陆", "zh")]
    [InlineData(null, "台風が上陸", "ja")]
    [InlineData(null, "대통령 선거", "ko")]
    [InlineData(null, "الانتخابات", "ar")]
    [InlineData(null, "Dow 20000", "nl")]
    [InlineData("", "", "nl")]
    public void BelievesThePublisherAndElseListens(string? stated, string title, string expected)
    {
        Assert.Equal(expected, Languages.Of(stated, title, "", otherwise: "nl"));
    }
}
