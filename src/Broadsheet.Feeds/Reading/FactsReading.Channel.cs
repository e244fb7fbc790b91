using Broadsheet.Feeds.Links;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

/// <content>What only a feed says of itself, and how often it wants to be asked.</content>
internal sealed partial class FactsReading
{
    private void ReadFeedOnly(FeedExtras extras, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Generator:
                extras.Generator = Text(child);
                extras.GeneratorUrl = AttributeAddress(child, "url") ?? AttributeAddress(child, "uri");
                extras.GeneratorVersion = Attribute(child, "version");
                break;
            case XmlTerm.Icon:
                extras.Icon = Address(child);
                break;
            case XmlTerm.Logo:
                extras.Logo = Address(child);
                break;
            case XmlTerm.Ttl:
                extras.Ttl = Text(child);
                break;
            case XmlTerm.Docs:
                extras.Docs = Address(child);
                break;
            case XmlTerm.Rating:
                extras.Rating = Text(child);
                break;
            case XmlTerm.Cloud:
                extras.Cloud = new FeedCloud(
                    Attribute(child, "domain"), Attribute(child, "port"), Attribute(child, "path"), Attribute(child, "registerProcedure"), Attribute(child, "protocol"));
                break;
            // RSS 1.0 has a reference in the channel and the input itself beside it.
            case XmlTerm.TextInput when index[child].FirstChild != 0:
                extras.TextInput = new FeedTextInput(ChildText(child, XmlTerm.Title), ChildText(child, XmlTerm.Description),
                    ChildText(child, XmlTerm.Name), WebLink.Resolve(ChildText(child, XmlTerm.Link), BaseOf(child)));
                break;
            case XmlTerm.SkipHours:
                ReadTexts(extras.SkipHours, child, XmlTerm.Hour);
                break;
            case XmlTerm.SkipDays:
                ReadTexts(extras.SkipDays, child, XmlTerm.Day);
                break;
            case XmlTerm.Redirect:
                extras.NewLocation = WebLink.Resolve(ChildText(child, XmlTerm.NewLocation), BaseOf(child)) ?? extras.NewLocation;
                break;
            case XmlTerm.NewLocation:
                extras.NewLocation = Address(child);
                break;
        }
    }

    private void ReadRhythm(FeedExtras extras, int child)
    {
        switch (index[child].Term)
        {
            case XmlTerm.UpdatePeriod:
                extras.UpdatePeriod = Text(child);
                break;
            case XmlTerm.UpdateFrequency:
                extras.UpdateFrequency = Text(child);
                break;
            case XmlTerm.UpdateBase:
                extras.UpdateBase = Text(child);
                break;
        }
    }
}
