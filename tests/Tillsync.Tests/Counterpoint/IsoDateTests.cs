using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Tests.Counterpoint;

public sealed class IsoDateTests
{
    [Theory]
    [InlineData("2025-12-31 23:59:59", "2025-12-31T23:59:59")]
    [InlineData("2025-12-31T23:59:59.123", "2025-12-31T23:59:59.123")]
    [InlineData("2025-12-31 23:59:59.1200000", "2025-12-31T23:59:59.12")]
    [InlineData("2025-12-31 23:59:59.0000001", "2025-12-31T23:59:59.0000001")]
    [InlineData("2024-02-29 00:00:00.000", "2024-02-29T00:00:00")]
    [InlineData("2025-12-31", "2025-12-31T00:00:00")]
    [InlineData("2025-12-31T23:59:59Z", "2025-12-31T23:59:59")]
    public void Dates_AreReadAndWritten(string text, string expected)
    {
        Assert.True(IsoDate.TryParse(text, out var date));

        Span<char> buffer = stackalloc char[IsoDate.LengthMax];
        Assert.Equal(expected, buffer[..IsoDate.Write(date, buffer)].ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-02-29 00:00:00")]
    [InlineData("2025-13-01 00:00:00")]
    [InlineData("2025-12-31 24:00:00")]
    [InlineData("2025-12-31 23:59:5x")]
    [InlineData("2025-12-31 23:59:59.x")]
    [InlineData("last Tuesday")]
    public void WhatIsNoDate_IsRefused(string text) => Assert.False(IsoDate.TryParse(text, out _));
}
