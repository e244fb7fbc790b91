using System.Text.Json;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.StaticApi;

/// <summary>
/// Reads what we write as real client applications of the old API would: each by the types it declares and the nulls it bears. The models were
/// taken down as facts (field, type, whether null is borne), one letter each: s text, i whole number, d number with a point, b truth, D date,
/// x must be null, * anything; ? may be null or absent; [] list; {} object.
/// </summary>
public sealed class ClientTests
{
    private const string FullImage = "{url:s,width:i,height:i,title:*?,attribution:*?,isCached:b}";

    /// <summary>Name, whether it reads the location envelope, and its model.</summary>
    public static TheoryData<string, bool, string> Clients => new()
    {
        { "Java, Gson", true, "{location:{isoCode:s},updatedDateTime:s,news:[{path:s,title:s,excerpt:s,heat:i?,tags:[s]?,type:s,webUrl:s,publishedDateTime:s,provider:{name:s,domain:s},images:[{url:s,width:i,height:i,title:s?,attribution:s?}]?,locale:s,categories:[s],topics:[s]}]}" },
        { "Swift, Codable", true, "{location:{countryOrRegion:s,isoCode:s},updatedDateTime:s,news:[{title:s,excerpt:s,webUrl:s,tags:[s],images:[{url:s}]?,ampWebUrl:s?,cdnAmpWebUrl:s?,publishedDateTime:s}]}" },
        { "Swift, all optional", true, "{location:{countryOrRegion:s?,provinceOrState:s?,county:s?,isoCode:s?,lat:d?,long:d?}?,updatedDateTime:s?,news:[{path:s?,heat:i?,tags:[s]?,updatedDateTime:s?,provider:{name:s?,domain:s?}?,images:[{url:s?,width:i?,height:i?,title:s?}]?,topics:[s]?}]?}" },
        { "Kotlin, Gson", true, "{location:{long:d,countryOrRegion:s?,provinceOrState:s?,county:s?,isoCode:s,lat:d}?,updatedDateTime:s,news:[{path:s,title:s,excerpt:s,heat:i,tags:[s]?,type:s,webUrl:s,updatedDateTime:s?,provider:{name:s?,domain:s?,images:[*]?,publishers:[s]?}?,images:[{url:s?,width:i?,height:i?,title:s?,attribution:s?}]?,locale:s,categories:[s]?,topics:[s]?}]?}" },
        { "TypeScript", true, "{location:{long:d,lat:d,countryOrRegion:s,isoCode:s},updatedDateTime:D,news:[{path:s,title:s,excerpt:s,heat:i,tags:[s],type:s,webUrl:s,publishedDateTime:D,updatedDateTime:D?,provider:{name:s,domain:s},images:[{url:s,width:i,height:i}],locale:s,categories:[s],topics:[s]}]}" },
        { "Go", false, "{page:i,value:[{path:s,title:s,excerpt:s,sourceUrl:*?,webUrl:s?,originalUrl:s,featuredContent:*?,highlight:*?,heat:i,tags:*?,images:[" + FullImage + "]?,content:s,type:s,ampWebUrl:*?,cdnAmpWebUrl:*?,publishedDateTime:s,updatedDateTime:*?,provider:{name:s,domain:s,images:[" + FullImage + "]?,publishers:*?,authors:*?},locale:s,categories:[s],topics:[s]}],nextPage:i?}" },
        { "C#, Newtonsoft", true, "{location:{long:d,countryOrRegion:s,provinceOrState:*?,county:*?,isoCode:s,lat:d},updatedDateTime:D,news:[{path:s,title:s,excerpt:s,sourceUrl:*?,webUrl:s,originalUrl:s,featuredContent:*?,highlight:*?,heat:i,tags:[s],images:[" + FullImage + "],content:s,type:s,publishedDateTime:D,updatedDateTime:*?,provider:{name:s,domain:s,images:*?},locale:s,categories:[s],topics:[s]}]}" },
        { "C#, System.Text.Json", true, "{location:{long:d,countryOrRegion:s,provinceOrState:s?,county:s?,isoCode:s,lat:d},updatedDateTime:D,news:[{path:s,featuredContent:s?,highlight:s?,heat:i?,tags:[s]?,images:[" + FullImage + "]?,content:s?,publishedDateTime:D,updatedDateTime:D?,provider:{name:s,domain:s,images:[" + FullImage + "]?,publishers:[s]?},categories:[s],topics:[s]}]}" },
        { "Dart", true, "{location:{long:d,countryOrRegion:s,provinceOrState:x,county:x,isoCode:s,lat:d},updatedDateTime:s,news:[{path:s,title:s,excerpt:s,heat:i,tags:[s],type:s,webUrl:s,ampWebUrl:s?,cdnAmpWebUrl:s?,publishedDateTime:s,updatedDateTime:x,provider:{name:s,domain:s,images:x,publishers:x,authors:x},images:[{url:s,width:i,height:i,title:s?,attribution:x}],locale:s,categories:[s],topics:[s]}]}" },
        { "Kotlin, data class", true, "{news:[{ampWebUrl:s?,categories:[s],cdnAmpWebUrl:s?,excerpt:s,heat:i,images:[{url:s}]?,locale:s,path:s,provider:*,publishedDateTime:s,tags:[s],title:s,topics:[s],type:s,updatedDateTime:s?,webUrl:s}]}" },
        { "Python", true, "{news:[{heat:i,tags:[s]?,images:[*],categories:[s],publishedDateTime:s,updatedDateTime:x}]}" },
        { "TypeScript, RTK Query", false, "{value:[{title:s,excerpt:s,sourceUrl:x,webUrl:s?}],page:i,nextPage:i?}" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public void AClientReadsUs(string name, bool isLocation, string model)
    {
        foreach (var profile in Enum.GetValues<ApiProfile>())
        {
            using var json = Document(profile, isLocation ? "compat/v1/news/index.json" : "api/news/index.json");

            var complaint = ClientModel.Read(model).Check(json.RootElement, "$");

            Assert.True(complaint is null, $"{name}, {profile}: {complaint}");
        }
    }

    /// <summary>Two clients never could read the original: Moshi bears no null anywhere, and one took the list of images for an object.</summary>
    [Theory]
    [InlineData("{news:[{updatedDateTime:*}]}", "$.news[0].updatedDateTime is null")]
    [InlineData("{news:[{images:{url:s}}]}", "$.news[0].images is no object")]
    public void WhoCouldNotReadTheOriginalCannotReadUs(string model, string complaint)
    {
        using var json = Document(ApiProfile.Compat, "compat/v1/news/index.json");

        Assert.Equal(complaint, ClientModel.Read(model).Check(json.RootElement, "$"));
    }

    private static JsonDocument Document(ApiProfile profile, string path)
    {
        var photo = new Picture("https://gazette.example/ferry.jpg", 1200, 630, IsCached: true);
        var gazette = Some.Provider() with { Images = [photo with { Width = 50, Height = 50 }] };
        var edition = Some.Edition(
            Some.Story(Some.Article(provider: gazette) with { Images = [photo], Modified = Some.Moment, Tags = ["boats"] }, Some.Article(title: "Ferry back")),
            Some.Story(Some.Article(title: "The quay, filmed", published: Some.Moment) with { WebUrl = null, Type = ArticleType.Video, FeaturedContent = "<iframe></iframe>" }),
            Some.Story(Some.Article(title: "No picture")));
        var harbour = edition.Topics[0] with { Highlight = new Highlight("Harbour Voice", "#FFFFFF", "#0015BC") };
        var options = new ApiOptions { Profile = profile, PageSize = 2, Location = new LocationOptions { IsoCode = "GB", Country = "United Kingdom", Latitude = 50, Longitude = -4.5 } };
        var file = new StaticApiPublisher(options).Plan(edition with { Topics = [harbour] }).Single(file => file.Path == path);
        return JsonDocument.Parse(file.Render());
    }
}
