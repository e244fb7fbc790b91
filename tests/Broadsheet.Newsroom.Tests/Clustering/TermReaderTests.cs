using Broadsheet.Clustering;

namespace Broadsheet.Tests.Clustering;

public class TermReaderTests
{
    [Theory]
    [InlineData("en", "The Mayor's plan", "The|Mayor's|plan")]
    [InlineData("en", "U.S. and E.U. agree", "U.S.|and|E.U.|agree")]
    [InlineData("en", "It rose 1,250.5 points", "It|rose|1,250.5|points")]
    [InlineData("en", "Ends. Next begins", "Ends|Next|begins")]
    [InlineData("en", "covid-19 “can’t” wait", "covid|19|can’t|wait")]
    [InlineData("fr", "L'élection d’hier", "élection|hier")]
    [InlineData("zh", "台风登陆", "台风|风登|登陆")]
    [InlineData("ja", "東京 都", "東京|都")]
    [InlineData("ko", "대통령 선거", "대통|통령|선거")]
    [InlineData("th", "ไทย", "ไท|ทย")]
    [InlineData("ru", "Выборы в Москве", "Выборы|Москве")]
    [InlineData("en", "", "")]
    [InlineData("en", "… — !", "")]
    public void CutsAnyScriptIntoTerms(string language, string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Read(text, language).Select(term => text.Substring(term.Start, term.Length))));
    }

    [Theory]
    [InlineData("en", "U.S.", "us")]
    [InlineData("en", "Mayor's", "mayor")]
    [InlineData("en", "can’t", "cant")]
    [InlineData("en", "1,250", "1250")]
    [InlineData("en", "Café", "cafe")]
    [InlineData("en", "Zürich", "zurich")]
    [InlineData("en", "elections", "election")]
    [InlineData("en", "parties", "party")]
    [InlineData("en", "voting", "voted")]
    [InlineData("en", "stopped", "stop")]
    [InlineData("de", "Wahlen", "Wahl")]
    [InlineData("fr", "élections", "ELECTION")]
    [InlineData("es", "elecciones", "eleccion")]
    public void WordsThatMeanTheSameMeet(string language, string one, string other)
    {
        Assert.Equal(Assert.Single(Stems(other, language)), Assert.Single(Stems(one, language)));
    }

    [Theory]
    [InlineData("organ", "organization")]
    [InlineData("1.5", "15")]
    [InlineData("ferries", "ferrite")]
    [InlineData("virus", "viru")]
    public void WordsThatMeanOtherThingsDoNotMeet(string one, string other)
    {
        Assert.NotEqual(Assert.Single(Stems(other, "en")), Assert.Single(Stems(one, "en")));
    }

    [Fact]
    public void AVeryLongWordIsCutAndNotKept()
    {
        var long1 = new string('x', 100_000) + "a";
        var long2 = new string('x', 100_000) + "b";

        Assert.Equal(Assert.Single(Stems(long1, "en")), Assert.Single(Stems(long2, "en")));
    }

    private static List<ulong> Stems(string text, string language)
    {
        var stems = new List<ulong>();
        var reader = new TermReader(text, language);
        while (reader.Read(out _))
            stems.Add(reader.Stem());
        return stems;
    }

    private static List<Term> Read(string text, string language)
    {
        var terms = new List<Term>();
        var reader = new TermReader(text, language);
        while (reader.Read(out var term))
            terms.Add(term);
        return terms;
    }
}
