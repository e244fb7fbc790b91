using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing.Newsletters;

/// <summary>The newsletter: when it is made, and what stands in it.</summary>
public sealed class NewsletterOptions
{
    /// <summary>When it goes out: off, daily, weekdays (Monday to Friday) or weekly. Default: off; <c>broadsheet newsletter send</c> sends all the same.</summary>
    public NewsletterSchedule Schedule { get; set; } = NewsletterSchedule.Off;

    /// <summary>Time of day it goes out, on the site's clock, such as <c>06:30</c>; 00:00 to 23:59. Default: 07:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan SendAt { get; set; } = TimeSpan.FromHours(7);

    /// <summary>The day a weekly one goes out. Default: friday.</summary>
    public DayOfWeek Weekday { get; set; } = DayOfWeek.Friday;

    /// <summary>How far the first one reaches back, an hour to 31 days; the next begin where the one before ended. Default: none, which is a day, or a week for a weekly one.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "31.00:00:00")]
    public TimeSpan? Window { get; set; }

    /// <summary>How far one reaches back at the most, after a long pause or for a story that was too weak at first, a day to 62 days. Default: 14 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "62.00:00:00")]
    public TimeSpan LongestWindow { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Ids or names of the topics whose stories it takes. Default: none, which takes all.</summary>
    public List<string> Topics { get; set; } = [];

    /// <summary>Heat a story needs, -1 to 100,000. Default: 0.</summary>
    [Range(-1, 100_000)]
    public int MinimumHeat { get; set; }

    /// <summary>Stories in it at the most, 1 to 40, the hottest first. Default: 12.</summary>
    [Range(1, 40)]
    public int Stories { get; set; } = 12;

    /// <summary>Stories there must be; with fewer nothing goes out and they wait for the next one. 1 to 40. Default: 1.</summary>
    [Range(1, 40)]
    public int MinimumStories { get; set; } = 1;

    /// <summary>Stories at its head, before those under the names of their topics, 1 to 40. Default: 4.</summary>
    [Range(1, 40)]
    public int TopStories { get; set; } = 4;

    /// <summary>Ids or names of the topics that have a part of their own below the top stories, in this order. Default: none, which is every topic, in the order of their files.</summary>
    public List<string> Sections { get; set; } = [];

    /// <summary>The name it is filed under, in front of the date: letters, digits and dashes. Default: none, which is made from the site's title.</summary>
    public string? Name { get; set; }

    /// <summary>Address it is sent from, such as <c>news@example.org</c>. Default: none; without it nothing is sent.</summary>
    public string? From { get; set; }

    /// <summary>Name it is sent from. Default: none, which is the site's title.</summary>
    public string? FromName { get; set; }

    /// <summary>Address for answers. Default: none, which is the site's contact when that is an address, or the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The sender's postal address, shown at the foot; the law of many countries asks for it. Default: none.</summary>
    public string? PostalAddress { get; set; }

    /// <summary>Absolute address below which <c>broadsheet serve</c> answers readers who subscribe and unsubscribe, where that is not the site's own. Default: none.</summary>
    public string? ServerUrl { get; set; }
}

/// <summary>On which days a newsletter goes out.</summary>
public enum NewsletterSchedule
{
    /// <summary>On none by itself.</summary>
    Off,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Monday to Friday.</summary>
    Weekdays,

    /// <summary>Once a week.</summary>
    Weekly,
}
