using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
{
    /// <inheritdoc />
    public partial class ClaimLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_profile_owners_account_id",
                table: "profile_owners");

            migrationBuilder.AddColumn<int>(
                name: "codes",
                table: "claims",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "told_at",
                table: "claims",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_profile_owners_account_id",
                table: "profile_owners",
                column: "account_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_profile_owners_account_id",
                table: "profile_owners");

            migrationBuilder.DropColumn(
                name: "codes",
                table: "claims");

            migrationBuilder.DropColumn(
                name: "told_at",
                table: "claims");

            migrationBuilder.CreateIndex(
                name: "IX_profile_owners_account_id",
                table: "profile_owners",
                column: "account_id");
        }
    }
}
