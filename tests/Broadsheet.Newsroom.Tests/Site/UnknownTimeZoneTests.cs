using Broadsheet.Site;

namespace Broadsheet.Tests.Site;

/// <summary>A remedy that helps.</summary>
public sealed class UnknownTimeZoneTests
{
    [Theory]
    [InlineData("Europe/Londn", true, "There is no time zone 'Europe/Londn'.", "Write an IANA name such as Europe/London.")]
    [InlineData("GMT+1", true, "There is no time zone 'GMT+1'.", "Write an IANA name such as Europe/London.")]
    [InlineData("Europe/Berlin", false, "'Europe/Berlin' is not known here: this machine has no data of time zones.", "Install the package tzdata, take a container image that has it, or write UTC.")]
    [InlineData("America/Argentina/Buenos_Aires", false, "'America/Argentina/Buenos_Aires' is not known here: this machine has no data of time zones.", "Install the package tzdata, take a container image that has it, or write UTC.")]
    [InlineData("Berlin time", false, "There is no time zone 'Berlin time', and this machine has no data of time zones.", "Write an IANA name such as Europe/London, and install the package tzdata; or write UTC.")]
    public void AWrongNameAndAMachineWithoutDataAreToldApart(string name, bool hasZoneData, string what, string remedy) =>
        Assert.Equal((what, remedy), UnknownTimeZone.Explain(name, hasZoneData));
}
