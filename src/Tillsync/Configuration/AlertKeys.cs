namespace Tillsync.Configuration;

/// <summary>Who is told when something is wrong, and how often.</summary>
internal static class AlertKeys
{
    public static readonly SettingKey<decimal> RepeatHours = new(
        "Alerts:RepeatHours",
        new NumberRule(0.25m, 744),
        "What goes on being wrong is told again after this many hours."
    )
    {
        Default = 24m,
    };

    public static readonly SettingKey<int> MinutesBetween = new(
        "Alerts:MinutesBetween",
        new WholeNumberRule(0, 1440),
        "At least so many minutes lie between two messages about one storefront; what happens meanwhile is in the next."
    )
    {
        Default = 15,
    };

    public static readonly SettingKey<decimal> UnverifiedHours = new(
        "Alerts:UnverifiedHours",
        new NumberRule(0.25m, 744),
        "A shop that has not been found right as a whole for this many hours is told of."
    )
    {
        Default = 36m,
    };

    public static readonly SettingKey<Secret> WebhookUrl = new(
        "Alerts:WebhookUrl",
        new SecretAddressRule("an incoming webhook of Slack, Teams, Mattermost or the like"),
        "Where messages are posted as JSON with a text."
    )
    {
        WhenAbsent = "nothing is posted",
        Secrecy = Secrecy.Hidden,
    };

    public static readonly SettingKey<Secret> PingUrl = new(
        "Alerts:PingUrl",
        new SecretAddressRule("a check of Healthchecks or the like"),
        "Asked for after each check or sync that went well, with /start at the beginning and /fail after a failure; {storefront} in it stands for the storefront's name."
    )
    {
        WhenAbsent = "nothing is asked for",
        Secrecy = Secrecy.Hidden,
    };

    public static readonly SettingKey<string> Host = new("Alerts:Email:Host", new TextRule(255, "host name"), "The mail server.")
    {
        WhenAbsent = "no mail is sent",
    };

    public static readonly SettingKey<int> Port = new("Alerts:Email:Port", new WholeNumberRule(1, 65535), "The mail server's port.")
    {
        Default = 587,
    };

    public static readonly SettingKey<MailSecurity> Security = new(
        "Alerts:Email:Security",
        new ChoiceRule<MailSecurity>(),
        "How the connection is secured: StartTls on port 587, Tls on port 465, None only for a server on this machine or network."
    )
    {
        Default = MailSecurity.StartTls,
    };

    public static readonly SettingKey<string> User = new("Alerts:Email:User", new TextRule(255, "name"), "The sign-in at the mail server.")
    {
        WhenAbsent = "no sign-in",
    };

    public static readonly SettingKey<Secret> Password = new(
        "Alerts:Email:Password",
        new SecretTextRule(500),
        "The password that belongs to User."
    )
    {
        WhenAbsent = "no sign-in",
        Secrecy = Secrecy.Hidden,
    };

    public static readonly SettingKey<string> From = new("Alerts:Email:From", new TextRule(255, "mail address"), "The sender.")
    {
        WhenAbsent = "required with Host",
    };

    public static readonly SettingKey<string> To = new(
        "Alerts:Email:To",
        new TextRule(2000, "mail addresses parted by commas,"),
        "The recipients."
    )
    {
        WhenAbsent = "required with Host",
    };

    public static IReadOnlyList<SettingKey> All =>
        [RepeatHours, MinutesBetween, UnverifiedHours, WebhookUrl, PingUrl, Host, Port, Security, User, Password, From, To];
}
