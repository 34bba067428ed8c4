using System.Collections;
using System.Data;
using System.Data.Common;
using System.Data.SqlTypes;
using System.Globalization;
using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Tests.Counterpoint;

public sealed class TillValuesTests
{
    [Fact]
    public void Exact_TellsPartsOfASecond()
    {
        var at = new DateTime(2026, 2, 3, 4, 5, 6, 100);

        Assert.NotEqual(Exact(at), Exact(at.AddMilliseconds(3)));
    }

    [Fact]
    public void Exact_IsEmptyForNull() => Assert.Equal("", Exact(DBNull.Value));

    /// <summary>The square of the largest quantity that the till can hold, as the server sums it.</summary>
    [Fact]
    public void Exact_TellsNumbersThatNoDecimalHolds()
    {
        var square = SqlDecimal.Parse("9999999999999999980000.00000001");
        Assert.Throws<OverflowException>(() => square.Value);

        Assert.Equal("9999999999999999980000.00000001", TillValues.Exact(new NumberRow(square), 0));
    }

    private static string Exact(object value)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("VALUE", value is DBNull ? typeof(int) : value.GetType());
        table.Rows.Add(value);
        using var row = table.CreateDataReader();
        Assert.True(row.Read());
        return TillValues.Exact(row, 0);
    }

    /// <summary>A row of one number, which the client's own type holds and <see cref="decimal"/> may not; nothing else is asked of it.</summary>
#pragma warning disable CA1010, CA1710 // A reader, not a collection.
    private sealed class NumberRow(SqlDecimal number) : DbDataReader
#pragma warning restore CA1010, CA1710
    {
        public override int Depth => 0;

        public override int FieldCount => 1;

        public override bool HasRows => true;

        public override bool IsClosed => false;

        public override int RecordsAffected => -1;

        public override object this[int ordinal] => GetValue(ordinal);

        public override object this[string name] => GetValue(0);

        public override object GetValue(int ordinal) => number.Value;

        public override object GetProviderSpecificValue(int ordinal) => number;

        public override bool GetBoolean(int ordinal) => throw new NotSupportedException();

        public override byte GetByte(int ordinal) => throw new NotSupportedException();

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
            throw new NotSupportedException();

        public override char GetChar(int ordinal) => throw new NotSupportedException();

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
            throw new NotSupportedException();

        public override string GetDataTypeName(int ordinal) => "decimal";

        public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

        public override decimal GetDecimal(int ordinal) => number.Value;

        public override double GetDouble(int ordinal) => throw new NotSupportedException();

        public override IEnumerator GetEnumerator() => throw new NotSupportedException();

        public override Type GetFieldType(int ordinal) => typeof(decimal);

        public override float GetFloat(int ordinal) => throw new NotSupportedException();

        public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

        public override short GetInt16(int ordinal) => throw new NotSupportedException();

        public override int GetInt32(int ordinal) => throw new NotSupportedException();

        public override long GetInt64(int ordinal) => throw new NotSupportedException();

        public override string GetName(int ordinal) => "VALUE";

        public override int GetOrdinal(string name) => 0;

        public override string GetString(int ordinal) => throw new NotSupportedException();

        public override int GetValues(object[] values) => throw new NotSupportedException();

        public override bool IsDBNull(int ordinal) => number.IsNull;

        public override bool NextResult() => false;

        public override bool Read() => true;
    }
}
